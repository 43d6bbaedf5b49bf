#include "lint/farm/ftp_certificate.h"

#include "lint/text.h"

namespace farmlint {

FtpCertificate ftp_certificate(const Site& site) {
  FtpCertificate named;
  named.hash = site.layers().value("serverCertHash", ftp_ssl);
  // Certificate dialogs show it with blanks.
  named.thumbprint = lower(named.hash.value);
  std::erase_if(named.thumbprint, is_blank);
  named.store = site.layers().filled_value("serverCertStoreName", ftp_ssl).value;
  if (named.store.empty()) named.store = "MY";
  return named;
}

}  // namespace farmlint
