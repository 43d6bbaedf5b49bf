// Every folder and file that the configuration names, with whose it is.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "lint/farm/farm.h"

namespace farmlint {

struct PathUse {
  Text path;                                 // as it is written; each place once
  std::string_view kind;                     // "content", "logs", "the central log"
  std::string_view section{};                // of what belongs to no site
  const Site* site = nullptr;                // of content, logs and traces of one site
  const Application* application = nullptr;  // of content
  const VirtualDirectory* directory = nullptr;

  std::string what() const;  // "content of Shop/api"
  Subject subject() const;
};

// Calls `visit` with each: content, logs, failed-request traces, compressed files, the
// configuration history, FastCGI programs. Only what the configuration itself says, not the
// schema's defaults, and nothing that is switched off.
void each_path_use(const Farm& farm, const std::function<void(const PathUse&)>& visit);

}  // namespace farmlint
