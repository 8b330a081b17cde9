#include "userdata/cloud_config.h"

#include <optional>
#include <string>

#include "text/base64.h"
#include "userdata/shell.h"

namespace cfn_ecs_lint::userdata {
namespace {

Piece constant(std::string_view text) { return {false, text, {}, nullptr, nullptr, 0, 0}; }

void append(const Text& text, std::vector<Piece>& into) {
  into.insert(into.end(), text.pieces().begin(), text.pieces().end());
}

// A word in single quotes, as cloud-init writes the lists of runcmd into its script.
void append_quoted(const Text& word, TextStore& store, std::vector<Piece>& into) {
  const Cuttable source(word);
  into.push_back(constant("'"));
  std::size_t begin = 0;
  for (std::size_t at = source.str().find('\''); at != std::string_view::npos;
       at = source.str().find('\'', begin)) {
    append(source.cut(begin, at, store), into);
    into.push_back(constant("'\\''"));
    begin = at + 1;
  }
  append(source.cut(begin, source.str().size(), store), into);
  into.push_back(constant("' "));
}

}  // namespace

CloudConfig::CloudConfig(Machine& machine, const Text& text) : machine_(machine), yaml_(text) {
  if (!yaml_.well_formed()) machine_.misunderstand();
}

void CloudConfig::run_early() {
  machine_.early = true;
  run_commands("bootcmd");
  machine_.early = false;
  if (const yaml::Node* const files = find(yaml_.root(), "write_files")) {
    for (const yaml::Node* const entry : files->items) write_file(*entry);
  }
}

void CloudConfig::run_late() { run_commands("runcmd"); }

void CloudConfig::run_commands(std::string_view key) {
  const yaml::Node* const commands = find(yaml_.root(), key);
  if (commands == nullptr) return;
  TextStore& store = machine_.store();
  std::vector<Piece> script;
  for (const yaml::Node* const command : commands->items) {
    if (command->kind == yaml::Kind::scalar) append(yaml_.text_of(*command, store), script);
    for (const yaml::Node* const word : command->items) {
      append_quoted(yaml_.text_of(*word, store), store, script);
    }
    if (command->kind == yaml::Kind::mapping) machine_.misunderstand();
    script.push_back(constant("\n"));
  }
  run_shell(machine_, store.make(script), true);
}

void CloudConfig::write_file(const yaml::Node& entry) {
  const yaml::Node* const named = find(entry, "path");
  if (named == nullptr) return machine_.misunderstand();
  TextStore& store = machine_.store();
  const Text path = yaml_.text_of(*named, store);
  const yaml::Node* const content = find(entry, "content");
  const yaml::Node* const encoding = find(entry, "encoding");
  const yaml::Node* const append_flag = find(entry, "append");
  Chunk chunk;
  if (content != nullptr) chunk.text = yaml_.text_of(*content, store);
  if (find(entry, "source") != nullptr) chunk.known = false;
  const std::string_view encoded = encoding ? encoding->text : "text/plain";
  if (encoded == "b64" || encoded == "base64") {
    const auto bytes = chunk.text.known() ? decode_base64(chunk.text.str()) : std::nullopt;
    if (bytes) {
      const Text words = content->span.size() > 0 ? yaml_.words_of(*content, store) : path;
      std::vector<Piece> pieces;
      const std::string_view kept = store.keep(*bytes);
      Cuttable(words).spell(kept, 0, words.str().size(), pieces);
      chunk.text = store.make(pieces);
    } else {
      chunk.known = false;
    }
  } else if (encoded != "text/plain") {
    chunk.known = false;  // gzip
  }
  if (append_flag == nullptr || !is_true(*append_flag)) machine_.clear(path, true, path);
  machine_.append(path, {chunk}, true);
}

}  // namespace cfn_ecs_lint::userdata
