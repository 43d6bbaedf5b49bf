// Which certificates clients of a node meet, and who presents them there: a store is full of others
// that nobody has to mend.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lint/farm/farm.h"
#include "lint/farm/tls_fix.h"
#include "lint/finding.h"

namespace farmlint::rules {

// A record that names a certificate, and the bindings that it answers for (decision 30: none whose
// own record is missing).
struct RecordInUse {
  std::size_t node = 0;
  const SslRecord* record = nullptr;
  std::vector<const TlsUse*> uses;  // each once
};

// Of every active node whose records are known, in order of nodes and records. Leaves out records
// that only sites need whose TLS ends before IIS (decision 40).
std::vector<RecordInUse> records_in_use(const Farm& farm);

// Where the manifest lists a certificate of the farm.
struct ListedCertificate {
  const CertificateEntry* entry = nullptr;
  const Text* thumbprint = nullptr;
};
// By thumbprint, lower case.
std::map<std::string, ListedCertificate, std::less<>> listed_certificates(const Farm& farm);

// A certificate that is known on a node and needed there.
struct CertificateInUse {
  std::size_t node = 0;
  const Certificate* certificate = nullptr;
  std::vector<const TlsUse*> uses;        // bindings that present it, each once
  std::vector<const SslRecord*> records;  // that name it
  std::string central_file;               // "shop.contoso.com.pfx" of the Central Certificate Store
  const Site* ftp_site = nullptr;         // whose serverCertHash names it; nullptr: none
  Location ftp_at;                        // that serverCertHash
  const TlsUse* pinned_for = nullptr;     // a binding that the manifest wants to present it
  ListedCertificate listed;               // what the manifest says about it

  // Nobody presents it: it is only one of several that the manifest accepts during a renewal.
  bool in_reserve() const;
};
std::vector<CertificateInUse> certificates_in_use(const Farm& farm);

// "the certificate of Site1 on ServerB (CN=www.contoso.com, 5E1C…)", to begin a message with.
std::string certificate_of(const Farm& farm, const CertificateInUse& in_use);

// Adds a finding where the certificate is used, with notes on where else it is used and where it
// is described.
Finding& report(const Farm& farm, const CertificateInUse& in_use, Findings& findings,
                const std::string& message);

// Puts another certificate in its place, everywhere on that node.
Fix replace_by(const Farm& farm, const CertificateInUse& in_use, const RightCertificate& right);
// A certificate for the same names that is yet to be issued.
RightCertificate successor(const CertificateInUse& in_use);

}  // namespace farmlint::rules
