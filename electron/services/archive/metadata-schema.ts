/** `data/metadata/archive.xsd`: what `archive.xml` may hold. It travels with every archive. */
export const metadataSchema = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:juanzong:archive:2" targetNamespace="urn:juanzong:archive:2" elementFormDefault="qualified">
  <xs:annotation><xs:documentation xml:lang="zh">归档包元数据。元素名称参照 DA/T 46-2009《文书类电子文件元数据方案》和 DA/T 48-2009《基于 XML 的电子文件封装规范》；与后者不同，文件数据不以 Base64 内嵌，而以包内路径和摘要引用。</xs:documentation></xs:annotation>
  <xs:simpleType name="摘要"><xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]+"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="非空"><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
  <xs:element name="电子文件封装包">
    <xs:complexType><xs:sequence>
      <xs:element name="封装包格式描述" type="非空"/>
      <xs:element name="版本" type="非空"/>
      <xs:element name="被签名对象"><xs:complexType><xs:sequence>
        <xs:element name="封装包类型" type="非空"/>
        <xs:element name="封装包类型描述" type="非空"/>
        <xs:element name="封装包创建时间" type="xs:date"/>
        <xs:element name="封装包创建单位" type="xs:string"/>
        <xs:element name="封装内容"><xs:complexType><xs:sequence>
          <xs:element name="案卷" type="案卷"/>
          <xs:element name="文件实体块"><xs:complexType><xs:sequence>
            <xs:element name="文件实体" type="文件实体" minOccurs="0" maxOccurs="unbounded"/>
          </xs:sequence></xs:complexType></xs:element>
          <xs:element name="业务实体块"><xs:complexType><xs:sequence>
            <xs:element name="业务实体" type="业务实体" minOccurs="0" maxOccurs="unbounded"/>
          </xs:sequence></xs:complexType></xs:element>
          <xs:element name="机构人员实体块"><xs:complexType><xs:sequence>
            <xs:element name="机构人员实体" type="机构人员实体" minOccurs="0" maxOccurs="unbounded"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType>
    <xs:unique name="文件号"><xs:selector xpath=".//*"/><xs:field xpath="@标识"/></xs:unique>
  </xs:element>
  <xs:complexType name="案卷"><xs:sequence>
    <xs:element name="聚合层次" type="非空"/>
    <xs:element name="题名" type="非空"/>
    <xs:element name="文件编号" type="xs:string"/>
    <xs:element name="档号" type="xs:string"/>
    <xs:element name="立档单位名称" type="xs:string"/>
    <xs:element name="起止日期" type="xs:string"/>
    <xs:element name="保管期限" type="xs:string"/>
    <xs:element name="密级" type="xs:string"/>
    <xs:element name="件数" type="xs:nonNegativeInteger"/>
    <xs:element name="页数" type="xs:nonNegativeInteger"/>
    <xs:element name="字节数" type="xs:nonNegativeInteger"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="文件实体"><xs:sequence>
    <xs:element name="聚合层次" type="非空"/>
    <xs:element name="电子文件号" type="非空"/>
    <xs:element name="题名" type="xs:string"/>
    <xs:element name="日期" type="xs:string"/>
    <xs:element name="页数" type="xs:nonNegativeInteger" minOccurs="0"/>
    <xs:element name="电子属性"><xs:complexType><xs:sequence>
      <xs:element name="格式信息" type="非空"/>
      <xs:element name="计算机文件名" type="xs:string"/>
      <xs:element name="计算机文件大小" type="xs:nonNegativeInteger"/>
      <xs:element name="形成时间" type="xs:string"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="文件数据"><xs:complexType><xs:sequence>
      <xs:element name="包内路径" type="非空"/>
      <xs:element name="摘要" maxOccurs="unbounded"><xs:complexType><xs:simpleContent><xs:extension base="摘要">
        <xs:attribute name="算法" type="非空" use="required"/>
      </xs:extension></xs:simpleContent></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence><xs:attribute name="标识" type="非空" use="required"/></xs:complexType>
  <xs:complexType name="业务实体"><xs:sequence>
    <xs:element name="业务行为" type="非空"/>
    <xs:element name="行为时间" type="非空"/>
    <xs:element name="行为人" type="xs:string"/>
    <xs:element name="行为描述" type="xs:string"/>
    <xs:element name="文件" type="非空" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="机构人员实体"><xs:sequence>
    <xs:element name="机构人员类型" type="非空"/>
    <xs:element name="机构人员名称" type="xs:string"/>
  </xs:sequence><xs:attribute name="标识" type="非空" use="required"/></xs:complexType>
</xs:schema>
`;
