import * as Plot from '@observablehq/plot';

export const blue = '#005eb8';
export const grey = '#4c6272';
export const look = {
  height: 320,
  width: 900,
  marginLeft: 56,
  marginBottom: 44,
  style: { background: 'none', fontSize: '14px' },
};

/**
 * A picture that the page may hold: its policy allows no style element, and what Plot writes into its own is not needed;
 * and what its parts are called says nothing to those who do not see them: the figure has a sentence for that.
 */
export function drawn(options: Plot.PlotOptions): Element {
  const picture = Plot.plot(options);
  picture.querySelector('style')?.remove();
  for (const part of picture.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return picture;
}
