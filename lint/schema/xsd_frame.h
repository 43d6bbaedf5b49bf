// The parts of the XSD that no facts say: what every configuration file has.
#pragma once

#include <string_view>

namespace farmlint {

inline constexpr std::string_view xsd_bool =
    R"(<xs:simpleType name="Bool">
  <xs:restriction base="xs:token">
    <xs:enumeration value="true"/>
    <xs:enumeration value="false"/>
    <xs:enumeration value="True"/>
    <xs:enumeration value="False"/>
    <xs:enumeration value="TRUE"/>
    <xs:enumeration value="FALSE"/>
  </xs:restriction>
</xs:simpleType>
)";

inline constexpr std::string_view xsd_exact_bool =
    R"(<xs:simpleType name="Bool">
  <xs:restriction base="xs:token">
    <xs:enumeration value="true"/>
    <xs:enumeration value="false"/>
  </xs:restriction>
</xs:simpleType>
)";

// Legal on every element of a section.
inline constexpr std::string_view xsd_lock_attributes =
    R"(<xs:attribute name="lockItem" type="Bool"/>
<xs:attribute name="lockAttributes" type="xs:string"/>
<xs:attribute name="lockAllAttributesExcept" type="xs:string"/>
<xs:attribute name="lockElements" type="xs:string"/>
<xs:attribute name="lockAllElementsExcept" type="xs:string"/>
<xs:attribute name="configSource" type="xs:string"/>
<xs:attribute name="configBuilders" type="xs:string"/>
)";

inline constexpr std::string_view xsd_frame =
    R"(<xs:simpleType name="OverrideMode">
  <xs:restriction base="xs:token">
    <xs:enumeration value="Inherit"/>
    <xs:enumeration value="Allow"/>
    <xs:enumeration value="Deny"/>
  </xs:restriction>
</xs:simpleType>
<xs:simpleType name="OverrideModeDefault">
  <xs:restriction base="xs:token">
    <xs:enumeration value="Allow"/>
    <xs:enumeration value="Deny"/>
  </xs:restriction>
</xs:simpleType>
<xs:simpleType name="AllowDefinition">
  <xs:restriction base="xs:token">
    <xs:enumeration value="MachineOnly"/>
    <xs:enumeration value="MachineToRootWeb"/>
    <xs:enumeration value="MachineToWebRoot"/>
    <xs:enumeration value="MachineToApplication"/>
    <xs:enumeration value="AppHostOnly"/>
    <xs:enumeration value="Everywhere"/>
  </xs:restriction>
</xs:simpleType>
<xs:complexType name="Section">
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="type" type="xs:string"/>
  <xs:attribute name="allowDefinition" type="AllowDefinition"/>
  <xs:attribute name="overrideModeDefault" type="OverrideModeDefault"/>
  <xs:attribute name="allowLocation" type="Bool"/>
  <xs:attribute name="requirePermission" type="Bool"/>
  <xs:attribute name="restartOnExternalChanges" type="Bool"/>
</xs:complexType>
<xs:complexType name="SectionGroup">
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="section" type="Section"/>
    <xs:element name="sectionGroup" type="SectionGroup"/>
  </xs:choice>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="type" type="xs:string"/>
</xs:complexType>
<xs:complexType name="ConfigSections">
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="section" type="Section"/>
    <xs:element name="sectionGroup" type="SectionGroup"/>
  </xs:choice>
</xs:complexType>
<xs:complexType name="Location">
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:group ref="groups"/>
  </xs:choice>
  <xs:attribute name="path" type="xs:string"/>
  <xs:attribute name="overrideMode" type="OverrideMode"/>
  <xs:attribute name="allowOverride" type="Bool"/>
  <xs:attribute name="inheritInChildApplications" type="Bool"/>
</xs:complexType>
<xs:element name="configuration">
  <xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="configSections" type="ConfigSections"/>
      <xs:element name="location" type="Location"/>
      <xs:group ref="groups"/>
    </xs:choice>
  </xs:complexType>
</xs:element>
)";

}  // namespace farmlint
