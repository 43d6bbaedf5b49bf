// The words of `farmlint show`: values without their secrets, and where they come from.
#pragma once

#include <string>
#include <string_view>

#include "lint/show/show.h"
#include "reporters/secrets.h"

namespace farmlint::reporters {

std::string text_of(const Secrets& secrets, const ShownValue& value);
std::string text_of(const Secrets& secrets, const Effective& value);

// "here", "siteDefaults", "inherited from Shop"; of what nobody wrote: nothing.
std::string origin_words(Origin origin, std::string_view from);

// "application pool Shop"
std::string title_of(const Shown& object);

}  // namespace farmlint::reporters
