// The nodes of a draft: from captures where there are some, else from the bindings alone.
#pragma once

#include <vector>

#include "lint/config/config_model.h"
#include "lint/infer/captured_node.h"
#include "lint/infer/draft.h"

namespace farmlint::inference {

void nodes_from_bindings(const ConfigModel& config, Draft& draft);

// An address that several nodes have becomes a virtual one.
void nodes_from_captures(const ConfigModel& config, const std::vector<CapturedNode>& captured,
                         Draft& draft);

// Tells which addresses of bindings no node has.
void tell_unplaced(const ConfigModel& config, Draft& draft);

}  // namespace farmlint::inference
