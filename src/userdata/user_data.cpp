#include "userdata/user_data.h"

#include <algorithm>

#include "text/base64.h"
#include "userdata/formats.h"
#include "userdata/machine.h"
#include "userdata/texts.h"

namespace cfn_ecs_lint {
namespace {

// What a text of base64 says, spelt by all of it.
std::optional<Text> decode(const Text& text, userdata::TextStore& store) {
  const std::optional<std::string> bytes =
      text.known() && !text.str().empty() ? decode_base64(text.str()) : std::nullopt;
  if (!bytes) return std::nullopt;
  std::vector<Piece> pieces;
  userdata::Cuttable(text).spell(store.keep(*bytes), 0, text.str().size(), pieces);
  return store.make(pieces);
}

}  // namespace

std::string_view Command::word(std::size_t index) const {
  return index < words.size() && words[index].known() ? words[index].str() : std::string_view();
}

std::string_view Command::program() const {
  std::string_view name = word(0);
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.ends_with(".exe")) name.remove_suffix(4);
  return name;
}

const Text* Command::option(std::string_view name, std::string_view short_name) const {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string_view here = word(i);
    if (!here.empty() && (here == name || here == short_name)) return &words[i + 1];
  }
  return nullptr;
}

UserData::~UserData() = default;
UserData::UserData(UserData&&) noexcept = default;
UserData& UserData::operator=(UserData&&) noexcept = default;

UserData::UserData(const Value& value, const InitReader& init)
    : store_(std::make_unique<userdata::TextStore>()), place_(value.place()) {
  if (value.is_absent()) return;
  format_ = UserDataFormat::unknown;
  understood_ = false;
  if (!value.is_text()) return;
  text_ = value.text();
  if (value.is_base64()) {
    encoding_ = UserDataEncoding::function;
  } else if (const std::optional<Text> decoded = decode(*text_, *store_)) {
    encoding_ = UserDataEncoding::literal;
    text_ = decoded;
  }
  userdata::Machine machine(*store_, init);
  format_ = userdata::boot(machine, *text_);
  userdata::run_what_is_left(machine);
  if (encoding_ == UserDataEncoding::unknown && format_ != UserDataFormat::unknown) {
    encoding_ = UserDataEncoding::none;
  }
  settings_ = machine.settings();
  hooks_ = userdata::update_hooks(machine);
  commands_ = std::move(machine.commands());
  understood_ = machine.understood();
}

const AgentSetting* UserData::effective(std::string_view key) const {
  const AgentSetting* last = nullptr;
  for (const AgentSetting& setting : settings_) {
    if (setting.key == key && !setting.overwritten) last = &setting;
  }
  return last;
}

Field<Text> UserData::setting(std::string_view key) const {
  if (const AgentSetting* setting = effective(key)) {
    const Place place{setting->span, place_.assumed};
    return setting->certain ? Field<Text>::known(setting->value, place)
                            : Field<Text>::unknown(place);
  }
  return understood_ ? Field<Text>::absent(place_) : Field<Text>::unknown(place_);
}

}  // namespace cfn_ecs_lint
