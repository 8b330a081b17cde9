#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>

#include "aws/value_kinds.h"

namespace cfn_ecs_lint::aws {
namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_word_letter(char letter) {
  return is_upper(letter) || is_lower(letter) || (letter >= '0' && letter <= '9');
}

// Takes the last word, in lower case, off the end of a name: `VPC-ID` id, `ALBArn` arn, `Grid`
// grid.
std::string take_last_word(std::string_view& name) {
  while (!name.empty() && !is_word_letter(name.back())) name.remove_suffix(1);
  std::size_t at = name.size();
  while (at > 0 && is_word_letter(name[at - 1])) {
    --at;
    if (at == 0 || !is_upper(name[at])) continue;
    const bool next_is_lower = at + 1 < name.size() && is_lower(name[at + 1]);
    if (!is_upper(name[at - 1]) || next_is_lower) break;
  }
  std::string word(name.substr(at));
  name = name.substr(0, at);
  for (char& letter : word) {
    if (is_upper(letter)) letter = static_cast<char>(letter - 'A' + 'a');
  }
  return word;
}

bool is_one_of(Form form, std::initializer_list<Form> forms) {
  return std::ranges::find(forms, form) != forms.end();
}

}  // namespace

std::optional<Form> promised_form(std::string_view name) {
  if (name.empty() || !is_word_letter(name.back())) return std::nullopt;
  const std::string word = take_last_word(name);
  if (word == "arn") return Form::arn;
  if (word == "id") return Form::id;
  if (word == "uri") return Form::uri;
  if (word == "url") return Form::url;
  if (word == "dns") return Form::dns_name;
  if (word != "name") return std::nullopt;
  const std::string before = take_last_word(name);
  const bool of_host = before.ends_with("dns") || before == "domain" || before == "host";
  return of_host ? Form::dns_name : Form::name;
}

bool keeps_promise(Form promised, const ValueKind& given) {
  using enum Form;
  const Form form = given.form;
  if (form == any) return true;
  const bool is_arn = is_one_of(form, {arn, object_arn});
  const bool has_id = gives(given.entity, id) || gives(given.entity, allocation_id);
  switch (promised) {
    case arn:
      return is_arn;
    case id:
      // What AWS calls KmsKeyId may be an ARN.
      if (!has_id || given.entity == Entity::kms_key) return true;
      return !is_arn && !is_one_of(form, {dns_name, ip_address, cidr});
    case name:
      return !is_arn &&
             !is_one_of(form, {id, allocation_id, composite_id, zone_id, url, ip_address, cidr});
    case dns_name:
      if (form == name && given.entity == Entity::bucket) return true;  // of a web site
      return !gives(given.entity, dns_name) || is_one_of(form, {dns_name, url});
    case uri:
    case url:
      if (is_one_of(form, {url, uri, dns_name, ip_address})) return true;
      return !gives(given.entity, url) && !gives(given.entity, uri) &&
             !gives(given.entity, dns_name);
    default:
      return true;
  }
}

}  // namespace cfn_ecs_lint::aws
