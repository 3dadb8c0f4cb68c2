type Child = Element | string;

type Attributes = Readonly<Record<string, string | number>>;

/** An HTML element. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<Parent extends Element>(
  parent: Parent,
  attributes: Attributes,
  children: readonly Child[],
): Parent {
  for (const [name, value] of Object.entries(attributes)) parent.setAttribute(name, String(value));
  parent.append(...children);
  return parent;
}
