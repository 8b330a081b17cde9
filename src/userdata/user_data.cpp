#include "userdata/user_data.h"

#include <algorithm>

#include "userdata/texts.h"

namespace cfn_ecs_lint {
namespace {

using userdata::Cuttable;
using userdata::TextStore;

constexpr std::string_view kBlanks = " \t";

}  // namespace

std::string_view Command::word(std::size_t index) const {
  return index < words.size() && words[index].known() ? words[index].str() : std::string_view();
}

UserData::~UserData() = default;
UserData::UserData(UserData&&) noexcept = default;
UserData& UserData::operator=(UserData&&) noexcept = default;

UserData::UserData(const Value& value)
    : store_(std::make_unique<TextStore>()), place_(value.place()) {
  if (value.is_absent()) return;
  format_ = UserDataFormat::unknown;
  understood_ = false;
  if (!value.is_text()) return;
  text_ = value.text();
  const std::string_view all = text_->str();
  if (!all.starts_with("#!")) return;
  format_ = UserDataFormat::shell;
  understood_ = true;
  const Cuttable script(*text_);
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    const std::size_t echo = line.find("echo ");
    const std::size_t to = line.find(">> /etc/ecs/ecs.config");
    if (echo != std::string_view::npos && to != std::string_view::npos && echo < to) {
      std::size_t from = line.find_first_not_of(kBlanks, echo + 5);
      std::size_t last = line.find_last_not_of(kBlanks, to - 1);
      if ((line[from] == '"' || line[from] == '\'') && last > from && line[last] == line[from]) {
        ++from;
        --last;
      }
      const std::size_t equals = line.find('=', from);
      if (equals != std::string_view::npos && equals <= last) {
        AgentSetting& setting = settings_.emplace_back();
        setting.key = line.substr(from, equals - from);
        setting.value = script.cut(begin + equals + 1, begin + last + 1, *store_);
        setting.span = text_->locate(begin + from, begin + last + 1);
        for (AgentSetting& earlier : settings_) {
          earlier.overwritten |= &earlier != &setting && earlier.key == setting.key;
        }
      }
    }
    begin = end + 1;
  }
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
