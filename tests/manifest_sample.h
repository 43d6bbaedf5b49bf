// A manifest that says everything that format 1 can say.
#pragma once

namespace farmlint::testing {

inline constexpr const char* manifest_sample = R"(<?xml version="1.0" encoding="UTF-8"?>
<farm xmlns="urn:farmlint:farm:1" name="contoso-web">
  <configuration path="config/applicationHost.config"
                 administration="config/administration.config"
                 schema="config/schema"
                 rootWebConfig="nodes/web.config" machineConfig="nodes/machine.config"
                 share="\\fs1\iisconfig$" replication="none" keys="exported" providers="CorpVault"/>

  <policy profile="default" expiryDays="30" requireEvidence="false" templateMarker="__*__ {{*}}"
          mixedVersionsUntil="2027-03-31" disableLegacyTls="false">
    <rule name="binding-host-star" level="error"/>
    <setting name="pool-idle-timeout" section="system.applicationHost/applicationPools"
             path="add/processModel" attribute="idleTimeout" must="equal" value="00:00:00"
             level="warning" summary="Pools must not idle out on this farm." site="*"/>
  </policy>

  <frontEnd name="lb1" type="proxy" tls="passthrough" affinity="none">
    <vip ip="203.0.113.10"/>
    <probe protocol="https" port="443" by="ip"/>
  </frontEnd>

  <node name="ServerA" group="web" state="active" osBuild="17763" domainJoined="true" drives="C D"
        mappedDrives="Z" reservedPorts="8172" features="rewrite arr aspnetcore-v2">
    <alias name="servera.contoso.local"/>
    <address ip="10.10.10.1"/>  <address ip="2001:db8::1"/>
    <capture kind="sslcert"      file="nodes/ServerA/sslcert.txt"/>
    <capture kind="certificates" file="nodes\ServerA\certificates.json"/>
    <capture kind="certificates" file="certs/*.cer"/>
    <sslBinding endpoint="10.10.10.1:443" thumbprint="5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c" store="MY"/>
    <certificate thumbprint="5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c" store="MY" notBefore="2026-01-01"
                 notAfter="2027-01-01" names="www.contoso.com contoso.com" privateKey="true"/>
  </node>
  <node name="ServerB" group="web"><address ip="10.10.10.3"/></node>

  <certificate name="www" thumbprints="5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c5e1c
                                       99ab99ab99ab99ab99ab99ab99ab99ab99ab99ab"
               names="www.contoso.com" perNode="false" minDays="30"/>

  <share path="\\fs1\content" granted="SERVERA$ SERVERB$"/>

  <site name="Site1" on="web" tls="passthrough" internal="false" technology="" stateless="false">
    <at node="ServerA" ip="10.10.10.1"/>
    <at node="ServerB" ip="10.10.10.3"/>
    <endpoint protocol="http"  port="80"  host="www.contoso.com"/>
    <endpoint protocol="https" port="443" certificate="www" clients="www.contoso.com contoso.com"/>
    <endpoint protocol="http"  port="8080" on="ServerA"/>
  </site>
  <site name="Green" alternates="Blue"/>

  <ignore rule="site-not-in-manifest" site="Default Web Site" reason="never started"
          until="2027-12-31"/>
  <ignore rule="binding-ip-unknown" address="10.10.20.0/24" reason="DR site uses the same file"/>
</farm>
)";

}  // namespace farmlint::testing
