// Distinguished names as Windows prints them: CN=www.contoso.com, O="Contoso, Ltd.", C=US
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace farmlint {

// The CN of a subject; the first one, which is the most specific. Takes RFC 4514's backslashes,
// too.
std::optional<std::string> common_name(std::string_view subject);

// The value of an attribute, in quotes where CertNameToStr puts them.
std::string name_value(std::string_view value);

}  // namespace farmlint
