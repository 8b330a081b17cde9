#include "userdata/user_data.h"

namespace cfn_ecs_lint {

std::string_view Command::word(std::size_t index) const {
  return index < words.size() && words[index].known() ? words[index].str() : std::string_view{};
}

UserData::UserData(const Value& value) : place_(value) {
  if (value.is_absent()) return;
  format_ = UserDataFormat::unknown;
  understood_ = false;
  if (value.is_text()) text_ = value.text();
}

Field<Text> UserData::setting(std::string_view key) const {
  const AgentSetting* found = effective(key);
  if (found != nullptr && found->certain) {
    return Field<Text>::known(found->value, {found->span, nullptr});
  }
  return found == nullptr && understood_ ? Field<Text>::absent(place_)
                                         : Field<Text>::unknown(place_);
}

const AgentSetting* UserData::effective(std::string_view key) const {
  for (auto setting = settings_.rbegin(); setting != settings_.rend(); ++setting) {
    if (setting->key == key && !setting->overwritten) return &*setting;
  }
  return nullptr;
}

}  // namespace cfn_ecs_lint
