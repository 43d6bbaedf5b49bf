// The one certificate that the shared configuration names itself: that of an FTP site.
#pragma once

#include <string>
#include <string_view>

#include "lint/config/config_model.h"
#include "lint/config/effective.h"

namespace farmlint {

inline constexpr std::string_view ftp_ssl = "ftpServer/security/ssl";  // of a site's layers

struct FtpCertificate {
  Effective hash;          // serverCertHash
  std::string thumbprint;  // like that of a Certificate; empty: none is named
  std::string_view store;
};
FtpCertificate ftp_certificate(const Site& site);

}  // namespace farmlint
