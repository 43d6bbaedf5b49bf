#include "rules/sharing/secret_words.h"

#include <array>

#include "lint/commands.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// The nearest element of that name: itself, or one that it stands in.
const XmlElement* around(const XmlElement& element, std::string_view name) {
  const XmlElement* at = &element;
  while (at != nullptr && at->name() != name) at = at->parent();
  return at;
}

std::string_view value_around(const XmlElement& element, std::string_view name,
                              std::string_view attribute) {
  const XmlElement* const found = around(element, name);
  return found == nullptr ? std::string_view{} : found->value(attribute).value;
}

// Whose the secrets in an element are, where its name alone does not tell.
struct Owner {
  std::string_view section;  // its last name
  std::string_view element;
  std::string_view words;
};
constexpr std::array owners{
    Owner{"applicationPools", "processModel", "the application pool defaults"},
    Owner{"sites", "virtualDirectoryDefaults", "the virtual directory defaults"},
    Owner{"sites", "anonymousAuthentication", "the anonymous FTP user"},
    Owner{"sites", "activeDirectory", "the Active Directory account for FTP"},
    Owner{"anonymousAuthentication", "anonymousAuthentication", "the anonymous user"},
    Owner{"iisClientCertificateMappingAuthentication", "add", "a client certificate mapping"},
    Owner{"odbcLogging", "odbcLogging", "the account for ODBC logging"},
    Owner{"configurationRedirection", "configurationRedirection",
          "the account that reads the shared configuration"},
    Owner{"proxy", "proxy", "the proxy's client certificate"},
    Owner{"webFarms", "webFarm", "the administrator"},
    Owner{"webFarms", "protocol", "the client certificate"},
    Owner{"webFarms", "defaultProxy", "the proxy account"},
    Owner{"delegation", "runAs", "the account of a delegation rule"},
    Owner{"administrators", "add", "an IIS Manager user"}};

std::string owner_of(const Secret& secret) {
  const XmlElement& element = *secret.element;
  if (element.name() == "virtualDirectory") return directory_words(element);
  const std::string_view pool = value_around(element, "add", "name");
  if (element.name() == "processModel" && !pool.empty())
    return fmt::format("application pool \"{}\"", pool);
  const std::string_view section =
      std::string_view(secret.section).substr(secret.section.rfind('/') + 1);
  for (const Owner& owner : owners)
    if (owner.section == section && owner.element == element.name())
      return std::string(owner.words);
  return fmt::format("<{}>", element.name());
}

// The path that a <location>, or the place of a web.config, says.
std::string_view location_of(const Document& document, const XmlElement& element) {
  const std::string_view path = value_around(element, "location", "path");
  return path.empty() || path == "." ? std::string_view(document.location) : path;
}

// Where it counts, if its owner does not tell: " of site Shop", " at Shop/admin", " on ServerB".
std::string place_words(const Document& document, const XmlElement& element) {
  if (element.name() == "virtualDirectory") return {};
  if (document.node != nullptr) return fmt::format(" on {}", document.node->name.value);
  const std::string_view site = value_around(element, "site", "name");
  if (!site.empty()) return fmt::format(" of site {}", site);
  const std::string_view web_farm = value_around(element, "webFarm", "name");
  if (!web_farm.empty()) return fmt::format(" of server farm {}", web_farm);
  const std::string_view path = location_of(document, element);
  return path.empty() ? std::string() : fmt::format(" at {}", path);
}

}  // namespace

std::string secret_words(const Document& document, const Secret& secret) {
  const XmlElement& element = *secret.element;
  // Of rewrite and FTP providers: <add key="connection" encryptedValue="…"/>
  if (secret.attribute->name() == "encryptedValue") {
    const std::string_view provider = value_around(element, "provider", "name");
    return fmt::format("value \"{}\" of provider \"{}\"{}", element.value("key").value,
                       provider.empty() ? value_around(element, "providerData", "name") : provider,
                       place_words(document, element));
  }
  return fmt::format("password of {}", owner_words(document, secret));
}

std::string owner_words(const Document& document, const Secret& secret) {
  return owner_of(secret) + place_words(document, *secret.element);
}

std::string pool_words(const ApplicationPool& pool) {
  return fmt::format("application pool \"{}\"", pool.name().value);
}

std::string directory_words(const XmlElement& virtual_directory) {
  const std::string_view application = value_around(virtual_directory, "application", "path");
  return fmt::format("virtual directory {}{}{}", value_around(virtual_directory, "site", "name"),
                     application == "/" ? "" : application, virtual_directory.value("path").value);
}

Subject about(const Document& document, const Secret& secret) {
  Subject subject = about(*secret.element);
  if (document.node != nullptr) subject.node = document.node->name.value;
  const std::string_view path = location_of(document, *secret.element);
  if (!subject.site.empty() || path.empty()) return subject;
  const auto slash = path.find('/');
  subject.site = path.substr(0, slash);
  if (slash != std::string_view::npos) subject.path = path.substr(slash);
  return subject;
}

Fix set_again(const Secret& secret) {
  const XmlElement& element = *secret.element;
  Fix fix{.description = "set the password again, encrypted", .edits = {}, .commands = {}};
  const std::string_view pool = value_around(element, "add", "name");
  if (element.name() == "processModel" && !pool.empty()) {
    fix.commands.push_back(appcmd_set_pool_password(pool));
  } else if (element.name() == "virtualDirectory") {
    fix.commands.push_back(appcmd_set_directory_password(
        value_around(element, "site", "name"), value_around(element, "application", "path"),
        element.value("path").value));
  } else if (secret.section.ends_with("/anonymousAuthentication")) {
    fix.commands.push_back(
        appcmd_set_anonymous_password(value_around(element, "location", "path")));
  } else {
    fix.description = "set it again in IIS Manager, which encrypts what it writes";
  }
  return fix;
}

std::string count_words(std::size_t secrets) {
  return fmt::format("{} secret{}", secrets, secrets == 1 ? "" : "s");
}

}  // namespace farmlint::rules
