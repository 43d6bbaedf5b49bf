// The web.config files of the sites, where the repository has them beside the configuration.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lint/config/config_model.h"

namespace farmlint {

struct WebConfigFile {
  std::filesystem::path file;
  std::string location;  // the path it is for, like a <location>'s: "Shop/api"
};

// Those at and below the physical paths of virtual directories. A path counts from the
// configuration's folder; one of a server ("C:\build\src\shop") is looked for by its last parts,
// two at least, in the folder and its parents up to the repository's root. Sorted, each file once;
// one more than limits::web_configs if there are more.
std::vector<WebConfigFile> find_web_configs(const ConfigModel& config,
                                            const std::filesystem::path& configuration);

}  // namespace farmlint
