// Which certificate belongs where, and the commands that put it there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint {

struct RightCertificate {
  std::string thumbprint{};  // empty: one that is yet to be issued
  std::string store = "MY";  // on the node where the record is to be
  bool installed = false;    // there; otherwise it must be imported first
  const Node* from =
      nullptr;  // a node that presents or has it; nullptr: only the manifest names it
  const Certificate* known = nullptr;  // nullptr: nothing but its thumbprint is known
};

// Whether it is known that clients would refuse the certificate today for the host (which may be
// empty).
bool unfit(const Farm& farm, const Certificate& certificate, const std::string& host);

// The certificate, to be presented on that node.
RightCertificate certificate_on(const Farm& farm, std::size_t node, std::string_view thumbprint);

// The certificate that a binding should present on a node: what the manifest pins, else what the
// other nodes present for the same site, port and host unless it is known to be unfit, else the
// only fitting one among the node's own. None if that leaves a doubt.
std::optional<RightCertificate> right_certificate(const Farm& farm, const TlsUse& use);

// The import of a .pfx that is named after the certificate.
Command import_of(const RightCertificate& certificate, const Node& node);

// Commands that make the records of these keys present `right`: the import if the node lacks it,
// then for each key the removal of a record that is there, and the new record.
Fix set_records(const Farm& farm, std::size_t node, std::span<const RecordKey> keys,
                const RightCertificate& right);

// Commands that make the record of `key` present the right certificate on the node of `use`: the
// import if the node lacks it, the removal of a record that is there, the new record. Without a
// certificate the thumbprint is left to the admin.
Fix set_record(const Farm& farm, const TlsUse& use, const RecordKey& key);

}  // namespace farmlint
