/** One number of a page of metrics. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Reads Prometheus' text format (0.0.4), and throws at a line that is none of it. */
export function samplesOf(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    if (line === '' || /^# (HELP|TYPE) [a-zA-Z_:][\w:]* \S/.test(line)) return [];
    const [, name, labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (!name || !/^([+-]?(\d.*|Inf)|NaN|Nan)$/.test(value)) throw new Error(`no metric: ${line}`);
    const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/g)];
    return [{ name, labels: Object.fromEntries(pairs.map(([, label, text]) => [label, text])), value: Number(value) }];
  });
}
