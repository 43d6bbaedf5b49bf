// Reader of schema files as IIS keeps them in config\schema: several files make one SchemaModel.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

// IIS's loader passes over what it does not understand, and files of vendors have typos; so such
// things are remarks. Where files contradict each other, the laxer statement wins.
class DialectReader {
 public:
  struct Said {
    std::optional<XmlProblem> error;  // it is no schema file at all
    std::vector<XmlProblem> remarks;
  };

  DialectReader() : words_(std::make_unique<std::deque<std::string>>()) {}

  // Takes what one file says; the document may then go.
  Said add(const XmlDocument& document);

  // Of all files; the reader is empty then. Schema files say nothing about versions, products and
  // who reads a section: that is taken from `known`, which must outlive the model or become the
  // base of it.
  SchemaModel model(const SchemaModel& known);

 private:
  void section(const XmlElement& declared);
  void contents(const XmlElement& declared, ElementType& type);
  void element(const XmlElement& declared, ElementType& parent);
  void collection(const XmlElement& declared, ElementType& parent);
  void attribute(const XmlElement& declared, ElementType& parent);
  AttributeType attribute_type(const XmlElement& declared);
  void named_values(const XmlElement& declared, AttributeType& type);
  void validation(const XmlElement& declared, AttributeType& type);
  bool is_range(AttributeType& type, std::string_view parameter) const;
  // The attribute as a name that may stand in XML; empty, with a remark, if it is none.
  std::string_view name_of(const XmlElement& declared, std::string_view attribute);
  void look_for_typos(const XmlElement& declared);
  void remark(const Location& at, std::string message);
  std::string_view keep(std::string_view text);

  std::unique_ptr<std::deque<std::string>> words_;
  std::vector<DescribedSection> sections_;
  Said said_;
};

}  // namespace farmlint
