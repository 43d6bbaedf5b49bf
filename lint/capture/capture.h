// What readers of captures have in common: a capture is text that some command printed on a node.
// A reader takes what it understands and lists every line that it does not.
#pragma once

#include <string>
#include <vector>

#include "lint/capture/certificate.h"
#include "lint/capture/record.h"
#include "lint/source.h"

namespace farmlint {

// A line of a capture that is not understood, with what is wrong about it: the capture then proves
// nothing.
struct CaptureProblem {
  Location at;
  std::string message;  // a clause
};

template <typename Item>
struct CaptureOf {
  std::vector<Item> items;
  std::vector<CaptureProblem> problems;
};

// `netsh http show sslcert` as text in any language, or with json=enable, or an export of the
// registry keys Ssl*BindingInfo below HTTP\Parameters (iis.md §3.4 to §3.6).
CaptureOf<SslRecord> read_records(const SourceSet& sources, FileId file);

// Get-ChildItem Cert:\LocalMachine\… | … | ConvertTo-Json, as PowerShell 5.1 and 7 write it; or
// X.509 certificates, PEM or DER.
CaptureOf<Certificate> read_certificates(const SourceSet& sources, FileId file);

// `netsh http show iplisten`. An empty list means that HTTP.sys listens everywhere.
CaptureOf<Located<IpAddress>> read_listen_list(const SourceSet& sources, FileId file);

// Names of the .pfx files in the Central Certificate Store, one on a line (dir /b).
CaptureOf<Located<std::string>> read_store_files(const SourceSet& sources, FileId file);

// HKLM\SOFTWARE\Microsoft\IIS\CentralCertProvider, exported. Its passwords are not read.
struct CentralStoreSettings {
  Location at;
  bool enabled = false;
  std::string location;  // CertStoreLocation
  std::string user_name;
  std::uint32_t polling_interval = 300;  // seconds
};
bool is_registry_export(const SourceSet& sources, FileId file);
CaptureOf<CentralStoreSettings> read_store_settings(const SourceSet& sources, FileId file);

}  // namespace farmlint
