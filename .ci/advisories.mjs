// Reads what `npm audit --json` printed, and tells of high and critical faults by package: exits with 1 if there are any, and with
// 69 (unavailable, as in sysexits.h) if the registry gave no answer.
const said = (() => {
  try {
    return JSON.parse(process.argv[2] ?? '');
  } catch {
    return {};
  }
})();
if (!said.vulnerabilities) process.exit(69);
const grave = Object.values(said.vulnerabilities).filter(({ severity }) => ['high', 'critical'].includes(severity));
for (const { name, severity, range, via } of grave) {
  const known = via.map((one) => (typeof one === 'string' ? one : one.url)).join(', ');
  console.log(`${severity}: ${name} ${range} (${known})`);
}
process.exit(grave.length ? 1 : 0);
