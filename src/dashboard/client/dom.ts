type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string | false | undefined;

/** An element with attributes and children; `true` is an attribute without a value, `false` and undefined are none. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

/** What the page's own document must hold. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element "${id}"`);
  return found;
}

/** A list to choose from; `chosen` is told the place of the choice. */
export function select(
  label: string,
  options: readonly string[],
  selected: number,
  chosen: (place: number) => void,
): HTMLSelectElement {
  const list = element('select', { 'aria-label': label });
  options.forEach((text, place) => {
    list.append(element('option', { value: place, selected: place === selected }, text));
  });
  list.addEventListener('change', () => chosen(list.selectedIndex));
  return list;
}
