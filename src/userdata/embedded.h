// YAML or JSON that stands in a text.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "userdata/texts.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::userdata {

class Embedded {
 public:
  // Holes are read as one byte of a plain scalar. False in `well_formed` where it cannot be parsed.
  explicit Embedded(const Text& text);
  ~Embedded();

  bool well_formed() const { return well_formed_; }
  const yaml::Node& root() const { return *document_.root(); }
  // What a scalar says, spelt where the text spells it.
  Text text_of(const yaml::Node& scalar, TextStore& store) const;
  // The words of any node.
  Text words_of(const yaml::Node& node, TextStore& store) const;

 private:
  Cuttable text_;
  std::unique_ptr<SourceFile> file_;
  yaml::Document document_;
  bool well_formed_ = true;
};

// The value of a key of a mapping, or null; aliases are followed.
const yaml::Node* find(const yaml::Node& mapping, std::string_view key);
// `true`, `yes` and `on` of YAML 1.1, in any case that it allows.
bool is_true(const yaml::Node& scalar);

}  // namespace cfn_ecs_lint::userdata
