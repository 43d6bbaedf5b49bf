// What a draft says of the sites: which addresses are dedicated to which.
#pragma once

#include <vector>

#include "lint/config/config_model.h"
#include "lint/infer/draft.h"

namespace farmlint::inference {

// Every site with a name, once. An address is dedicated to the site that alone is bound to it, if
// the site answers the same on all its addresses of that node: otherwise the manifest would ask
// for more than the configuration means.
std::vector<DraftSite> draft_sites(const ConfigModel& config, const std::vector<DraftNode>& nodes,
                                   const std::vector<IpAddress>& virtual_addresses);

}  // namespace farmlint::inference
