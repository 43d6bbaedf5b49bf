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
      nullptr;  // a node that presents or has it; nullptr if only the manifest names it
  std::string file = "<file>.pfx";     // what an export of it could be called
  const Certificate* known = nullptr;  // nullptr: no node knows more about it
};

// What an export of the certificate could be called: "www.contoso.com.pfx".
std::string pfx_name(const Certificate& certificate);

// Whether it is known that clients would refuse the certificate today for the host (which may be
// empty).
bool unfit(const Farm& farm, const Certificate& certificate, std::string_view host);

// What is known about a thumbprint that belongs on the node.
RightCertificate certificate_on(const Farm& farm, std::size_t node, std::string_view thumbprint);

// The certificate that a binding should present on a node: what the manifest pins, else what the
// other nodes present for the same site, port and host unless it is known to be unfit, else the
// only fitting one among the node's own. None if that leaves a doubt.
std::optional<RightCertificate> right_certificate(const Farm& farm, const TlsUse& use);

// Commands that bring the certificate as a .pfx into a store of the node, from where it is.
void add_import(const RightCertificate& right, std::string_view store, const Node& node, Fix& fix);

// Commands that make the records of these keys present `right`: the import if the node lacks it,
// then for each key the removal of a record that is there, and the new record.
Fix set_records(const Farm& farm, std::size_t node, std::span<const RecordKey> keys,
                const RightCertificate& right);

// Commands that make the record of `key` present the right certificate on the node of `use`: the
// import if the node lacks it, the removal of a record that is there, the new record. Without a
// certificate the thumbprint is left to the admin. The settings of a record that is there stay.
Fix set_record(const Farm& farm, const TlsUse& use, const RecordKey& key);

// Commands that replace the node's record of this key by one of IIS that is like `record`.
Fix renew_record(const SslRecord& record, std::string_view node);

}  // namespace farmlint
