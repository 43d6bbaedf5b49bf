#include "lint/farm/address_faults.h"

#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace farmlint {
namespace {

// An address that a network card can have.
bool usable(const NodeAddress& address) {
  return address.ip && !address.ip->unspecified() && !address.ip->multicast() &&
         !address.ip->broadcast();
}

class Faults {
 public:
  explicit Faults(const Manifest& manifest) : manifest_(manifest) {}

  std::vector<AddressFault> find() {
    for (const FrontEnd& front_end : manifest_.front_ends) {
      for (const NodeAddress& vip : front_end.vips) {
        if (!usable(vip))
          invalid(vip, {.object = fmt::format("farm/frontEnd[{}]", front_end.name.value)});
      }
    }
    for (const Node& node : manifest_.nodes) check(node);
    for (const ManifestSite& site : manifest_.sites) {
      for (const DedicatedAddress& at : site.at) check(site, at);
    }
    return std::move(found_);
  }

 private:
  void invalid(const NodeAddress& address, AddressFault fault) {
    fault.at = address.text.at;
    fault.message = address.ip
                        ? fmt::format("{} is no address of a machine", to_string(*address.ip))
                        : fmt::format("'{}' is no IP address", address.text.value);
    found_.push_back(std::move(fault));
  }

  static AddressFault about(const Node& node) {
    return {.object = fmt::format("farm/node[{}]", node.name.value),
            .node = std::string(node.name.value)};
  }

  void check(const Node& node) {
    if (node.addresses.empty()) {
      AddressFault fault = about(node);
      fault.at = node.element->at();
      fault.message = fmt::format("{} has no address", node.name.value);
      found_.push_back(std::move(fault));
    }
    for (const NodeAddress& address : node.addresses) {
      if (!usable(address)) {
        invalid(address, about(node));
      } else if (manifest_.front_end(*address.ip) == nullptr) {
        check_repeated(node, address);
      }
    }
  }

  void check_repeated(const Node& node, const NodeAddress& address) {
    const auto [first, is_new] = listed_.try_emplace(*address.ip, Listed{&node, &address});
    if (is_new) return;
    AddressFault fault = about(node);
    fault.at = address.text.at;
    fault.address = to_string(*address.ip);
    fault.message = first->second.node == &node
                        ? fmt::format("{} is listed twice for {}", fault.address, node.name.value)
                        : fmt::format("{} is an address of both {} and {}", fault.address,
                                      first->second.node->name.value, node.name.value);
    fault.first = first->second.address->text.at;
    fault.first_words = "first listed here";
    found_.push_back(std::move(fault));
  }

  void check(const ManifestSite& site, const DedicatedAddress& at) {
    const Node& node = manifest_.nodes[at.node];
    AddressFault fault{
        .object = fmt::format("farm/site[{}]/at[{}]", site.name.value, at.node_name.value),
        .node = std::string(node.name.value),
        .site = std::string(site.name.value)};
    if (!usable(at.address)) return invalid(at.address, fault);
    fault.at = at.address.text.at;
    fault.address = to_string(*at.address.ip);
    if (!on_node(*at.address.ip, node)) {
      fault.message = fmt::format("{} is dedicated to {} on {}, which does not have it",
                                  fault.address, site.name.value, node.name.value);
      fault.first = node.element->at();
      fault.first_words = fmt::format("{} is declared here", node.name.value);
      found_.push_back(fault);
    }
    const auto [first, is_new] =
        dedicated_.try_emplace({*at.address.ip, at.node}, Dedicated{&site, at.address.text.at});
    if (is_new || first->second.site == &site) return;
    fault.message = fmt::format("{} on {} is dedicated to both {} and {}", fault.address,
                                node.name.value, first->second.site->name.value, site.name.value);
    fault.first = first->second.at;
    fault.first_words = fmt::format("dedicated to {} here", first->second.site->name.value);
    found_.push_back(std::move(fault));
  }

  // The virtual addresses of standby nodes are not live, but will arrive there.
  bool on_node(const IpAddress& ip, const Node& node) const {
    if (node.has(ip)) return true;
    const FrontEnd* const front_end = manifest_.front_end(ip);
    return front_end != nullptr && front_end->reaches_nodes();
  }

  struct Listed {
    const Node* node;
    const NodeAddress* address;
  };
  struct Dedicated {
    const ManifestSite* site;
    Location at;
  };
  const Manifest& manifest_;
  std::map<IpAddress, Listed> listed_;
  std::map<std::pair<IpAddress, std::size_t>, Dedicated> dedicated_;
  std::vector<AddressFault> found_;
};

}  // namespace

std::vector<AddressFault> address_faults(const Manifest& manifest) {
  return Faults(manifest).find();
}

}  // namespace farmlint
