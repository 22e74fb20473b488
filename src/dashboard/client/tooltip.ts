import { element } from './dom.ts';

const gap = 6;
let shown: { tip: HTMLElement; chip: HTMLElement } | undefined;
let leaving: number | undefined;
let made = 0;

/**
 * Explains a chip on hover and on focus. The explanation is its description for assistive technology, stays while the
 * pointer is over it, and goes with Escape.
 */
export function explain(chip: HTMLButtonElement, tip: HTMLElement): void {
  chip.setAttribute('aria-describedby', tip.id);
  const enter = () => show(chip, tip);
  chip.addEventListener('pointerenter', enter);
  chip.addEventListener('focus', enter);
  // Some browsers do not focus a button that is tapped.
  chip.addEventListener('click', enter);
  chip.addEventListener('pointerleave', leave);
  chip.addEventListener('blur', hide);
}

/** An explanation, to be shared by every chip that it explains. */
export function tooltip(...content: (Node | string | undefined)[]): HTMLElement {
  made += 1;
  const tip = element('div', { id: `tip-${made}`, role: 'tooltip', class: 'tip', popover: 'manual' }, ...content);
  tip.addEventListener('pointerenter', () => window.clearTimeout(leaving));
  tip.addEventListener('pointerleave', leave);
  return tip;
}

function show(chip: HTMLElement, tip: HTMLElement): void {
  window.clearTimeout(leaving);
  if (shown?.chip === chip) return;
  hide();
  shown = { chip, tip };
  tip.showPopover();
  place();
}

/** Below the chip, or above it where there is no room below. */
function place(): void {
  if (!shown) return;
  const { chip, tip } = shown;
  const { left, top, bottom } = chip.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const below = bottom + gap + height <= window.innerHeight || top < height + gap;
  tip.style.left = `${Math.max(gap, Math.min(left, window.innerWidth - width - gap))}px`;
  tip.style.top = `${below ? bottom + gap : top - gap - height}px`;
}

/** A pointer needs a moment to get from the chip to its explanation. */
function leave(): void {
  window.clearTimeout(leaving);
  leaving = window.setTimeout(() => {
    if (document.activeElement !== shown?.chip) hide();
  }, 150);
}

function hide(): void {
  window.clearTimeout(leaving);
  if (shown?.tip.isConnected) shown.tip.hidePopover();
  shown = undefined;
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
window.addEventListener('scroll', place, { passive: true, capture: true });
window.addEventListener('resize', place);
