#include "lint/farm/ssl_flags.h"

#include <vector>

#include <fmt/format.h>

#include "lint/farm/wording.h"

namespace farmlint {

std::string ssl_flag_words(std::uint32_t flags) {
  std::vector<std::string> words;
  for (const SslFlag& flag : ssl_flags)
    if ((flags & flag.bit) != 0)
      words.push_back(fmt::format("\"{}\" ({})", flag.meaning, flag.bit));
  for (std::uint32_t bit = known_ssl_flags + 1; bit != 0; bit <<= 1U)
    if ((flags & bit) != 0) words.push_back(fmt::format("{}", bit));
  return enumeration(words);
}

}  // namespace farmlint
