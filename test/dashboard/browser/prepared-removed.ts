/** After all tests of the pages. */
export default async function remove(): Promise<void> {
  await (globalThis as { removePrepared?: () => Promise<void> }).removePrepared?.();
}
