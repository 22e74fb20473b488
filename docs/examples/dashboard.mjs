// A page of emergency admissions by weekday and time of day: TOKEN=… node docs/examples/dashboard.mjs > admissions.html
import { ClientError, GraphQLClient } from 'graphql-request';

const hub = new GraphQLClient(process.env.HUB ?? 'http://localhost:4000/graphql', {
  headers: { authorization: `Bearer ${process.env.TOKEN}`, accept: 'application/graphql-response+json' },
});

const question = /* GraphQL dashboard */ `
  query Page($from: Date!, $to: Date!) {
    viewer { organisation { name } }
    measure(of: EMERGENCY_ADMISSIONS, from: $from, to: $to, groupBy: [WEEKDAY, TIME_BAND]) {
      sentence unit period { from to } note dataThrough
      rows { key { value } value suppression }
    }
  }`;

const to = new Date().toISOString().slice(0, 10);
const from = `${Number(to.slice(0, 4)) - 1}${to.slice(4).replace('02-29', '02-28')}`;

// Texts of the hub are texts: whatever stands in them must not become markup.
const text = (said) => String(said).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

try {
  const { viewer, measure } = await hub.request(question, { from, to });
  const days = [...new Set(measure.rows.map(({ key }) => key[0].value))];
  const times = [...new Set(measure.rows.map(({ key }) => key[1].value))];
  const rowOf = (day, time) => measure.rows.find(({ key }) => key[0].value === day && key[1].value === time);
  // A hidden number is no zero: say that it is hidden.
  const cell = ({ value, suppression }) =>
    value === null ? `<td title="${text(suppression)}">hidden</td>` : `<td>${value}</td>`;
  const line = (day) =>
    `<tr><th scope="row">${text(day)}</th>${times.map((time) => cell(rowOf(day, time))).join('')}</tr>`;

  console.log(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Emergency admissions</title>
<h1>${text(measure.sentence)}</h1>
<p>For ${text(viewer.organisation.name)}. Data through ${measure.dataThrough}. ${text(measure.note ?? '')}</p>
<table>
<caption>${text(measure.unit)}, from ${measure.period.from} until before ${measure.period.to}</caption>
<tr><td></td>${times.map((time) => `<th scope="col">${text(time)}</th>`).join('')}</tr>
${days.map(line).join('\n')}
</table></html>`);
} catch (error) {
  if (!(error instanceof ClientError)) throw error;
  for (const { message, extensions } of error.response.errors ?? []) {
    console.error(`${extensions?.code}: ${message} ${extensions?.remedy} (request ${extensions?.requestId})`);
  }
  process.exitCode = 1;
}
