import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { zipped } from '../imports/support/archive.ts';
import { directory, location } from '../imports/support/cqc-file.ts';
import { type Taking, takingFiles } from '../imports/support/taking.ts';
import { command } from '../support/command.ts';
import { factoriesOn } from '../support/factories.ts';
import { freshFolder } from '../support/folder.ts';

let taking: Taking;
let other: Taking;
let folder: Awaited<ReturnType<typeof freshFolder>>;
beforeAll(async () => {
  [taking, other, folder] = await Promise.all([takingFiles(), takingFiles(), freshFolder()]);
});
afterAll(async () => {
  await taking?.database.drop();
  await other?.database.drop();
  await folder?.remove();
});

const started = ({ database }: Taking, options: string, format = 'cqc', input?: Buffer) =>
  command(
    `import ${format} ${options}`,
    {
      ...{ DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') },
      ...{ CAREGRAPH_DATA: folder.folder, NO_COLOR: '1', TMPDIR: folder.folder },
    },
    input,
  );
const file = async (name: string, content: string | Buffer) => {
  const path = join(folder.folder, name);
  await writeFile(path, content);
  return path;
};

describe('caregraph import', () => {
  it('says what it took, and writes beside each line that it could not take what to do', async () => {
    const path = await file(
      'small.csv.gz',
      gzipSync(directory([location(1), location(2, { 'Care homes beds': '1e3' })])),
    );
    const rejects = join(folder.folder, 'rejects.csv');
    const tried = await started(other, `--dry-run --rejects ${rejects} ${path}`).ended;
    expect(tried.output).toMatch(/small.csv.gz: 2 lines read, 1 not taken. Would be: 1 added, 0 changed, 0 ended/);
    expect(await other.rows('select from care_home')).toEqual([]);
    const { code, output } = await started(other, `--json --rejects ${rejects} ${path}`).ended;
    expect(JSON.parse(output)).toMatchObject({ file: 'small.csv.gz', state: 'DONE', read: 2, rejected: 1, added: 1 });
    expect(code).toBe(0);
    expect(await readFile(rejects, 'utf8')).toBe(
      '\uFEFFline,column,code,what to do\n3,Care homes beds,NOT_A_NUMBER,This is no whole number from 0 on.\n',
    );
    expect(await readdir(folder.folder)).not.toContain('small.csv.gz.rejects.csv');
    // Whoever ended the command before they were written has them now.
    expect((await started(other, path).ended).output).toContain('taken before, and nothing is done again');
    expect(await readFile(`${path}.rejects.csv`, 'utf8')).toBe(await readFile(rejects, 'utf8'));
    const [entry] = await other.rows(`select kind, operation, role from hub.access_entry where kind = 'IMPORT'`);
    expect(entry).toMatchObject({ kind: 'IMPORT', operation: 'import cqc', role: 'operator' });
  });

  it('tells which lines it would not take where it asks whether a file is meant', async () => {
    const asking = await takingFiles();
    const make = factoriesOn(asking.database.owner);
    const [practice, former] = [await make.practice(), await make.practice()];
    const lines = ['NHS number,NHS number status,Family name,Given name,Date of birth,Sex,Registered from'];
    for (const name of ['Example', 'Example', 'Example', 'Somebody']) {
      const { nhsNumber } = await make.resident({ registeredWith: former, since: '2019-05-01' });
      lines.push(`${nhsNumber},01,${name},Edith,1938-03-04,F,2024-02-29`);
    }
    const path = await file('moved.csv', `${lines.join('\n')}\n`);
    const options = `--organisation ${practice.organisation.code} ${path}`;
    const asked = await started(asking, options, 'registrations').ended;
    expect(asked).toMatchObject({
      code: 2,
      output: expect.stringMatching(/4 lines read, 1 not taken\. It would change 0 and end 3 of 3/),
    });
    const untaken = /line,column,code,what to do\n5,,NOT_POSSIBLE,/;
    expect(await readFile(`${path}.rejects.csv`, 'utf8')).toMatch(untaken);
    const meant = await started(asking, `--allow-large-change ${options}`, 'registrations').ended;
    expect(meant).toMatchObject({ code: 0, output: expect.stringMatching(/4 lines read, 1 not taken\. 3 added/) });
    expect(await readFile(`${path}.rejects.csv`, 'utf8')).toMatch(untaken);
    await asking.database.drop();
  });

  it('tells in a sentence what is wrong with a whole file, and takes nothing of it', async () => {
    const lacking = await started(other, await file('lacking.csv', 'Location ID,Care home?\n1-900000009,Y\n')).ended;
    expect(lacking).toMatchObject({
      code: 1,
      output: expect.stringMatching(/lacking.csv: The file lacks the columns Location HSCA/),
    });
    const latin = await started(
      other,
      await file('latin.csv', Buffer.from(directory([location(7, { 'Location Name': 'Zoë' })]), 'latin1')),
    ).ended;
    const read = await started(other, `--dry-run --encoding latin1 ${join(folder.folder, 'latin.csv')}`).ended;
    expect(read.output).toContain('Would be: 1 added');
    expect(latin).toMatchObject({ code: 1, output: expect.stringMatching(/latin.csv: Line 2 is not UTF-8/) });
    const asked = await started(other, `--as-of yesterday ${join(folder.folder, 'none.csv')}`).ended;
    expect(asked).toMatchObject({ code: 1, output: expect.stringMatching(/yesterday is no moment such as/) });
    const none = await started(other, join(folder.folder, 'none.csv')).ended;
    expect(none).toMatchObject({ code: 1, output: expect.stringMatching(/none.csv: The file cannot be read: ENOENT/) });
    expect(await other.rows('select from care_home')).toHaveLength(1);
  });

  it('goes on with the files behind one that cannot be read, and keeps what was not taken of each apart', async () => {
    const broken = (number: number) => directory([location(number, { 'Care homes beds': '1e3' })]);
    const [first, bad, last] = [
      await file('first.csv', broken(3)),
      await file('bad.csv', zipped({ 'a.csv': 'Location ID\n1', 'b.csv': broken(4) })),
      await file('last.csv', broken(5)),
    ];
    const rejects = join(folder.folder, 'told.csv');
    const several = await started(other, `--dry-run --rejects ${rejects} ${first} ${bad} ${last}`).ended;
    expect(several).toMatchObject({
      code: 1,
      output: expect.stringContaining('bad.csv/1: The file lacks the columns'),
    });
    expect((await readdir(folder.folder)).filter((name) => name.startsWith('told'))).toEqual([
      ...['told.1.rejects.csv', 'told.2.2.rejects.csv', 'told.3.rejects.csv'],
    ]);
    await file('last.csv', directory([location(5)]));
    await file('last.csv.rejects.csv', 'of an earlier run');
    await started(other, `--dry-run ${last}`).ended;
    expect(await readdir(folder.folder)).not.toContain('last.csv.rejects.csv');
  });

  it('says where it cannot write what was not taken, and what speaks from the future', async () => {
    const path = await file('told.csv', directory([location(6, { 'Care homes beds': '1e3' })]));
    const nowhere = await started(other, `--dry-run --rejects ${join(folder.folder, 'none', 'r.csv')} ${path}`).ended;
    expect(nowhere.code).toBe(1);
    expect(nowhere.output).toMatch(/cannot be written to .*r.csv: ENOENT. Run it again, and say where: --rejects.$/m);
    const asked = await started(other, `--dry-run --as-of 2026-02-30T06:00:00Z ${path}`).ended;
    expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('2026-02-30T06:00:00Z is no moment') });
    await utimes(path, new Date(), new Date('2100-02-03T06:00:00Z'));
    const ahead = await started(other, `--dry-run ${path}`).ended;
    expect(ahead).toMatchObject({ code: 1, output: expect.stringMatching(/changed on 2100-02-03, which is still to/) });
  });

  it('names the files of an archive by their places, and writes what was not taken of each beside the others', async () => {
    const broken = (number: number) => directory([location(number, { 'Care homes beds': '1e3' })]);
    const path = await file('all.zip', zipped({ 'Edith Example.csv': broken(3), 'b.csv': broken(4) }));
    const { output } = await started(other, `--dry-run ${path}`).ended;
    expect(output).toContain('all.zip/1: 1 lines read, 1 not taken');
    expect(output).not.toContain('Edith');
    const beside = (await readdir(folder.folder)).filter((name) => name.startsWith('all.zip.'));
    expect(beside).toEqual(['all.zip.1.rejects.csv', 'all.zip.2.rejects.csv']);
  });

  it('takes what an organisation brings as its own, with what it calls its columns', async () => {
    const make = factoriesOn(other.database.owner);
    const [council, home] = [await make.organisation('council'), await make.home()];
    const resident = await make.resident({ author: council });
    const placement = await make.placement({ resident, home });
    await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council });
    const path = await file(
      'placements.csv',
      `NHS No,Home,From,Care type,Source,Weekly rate,Paid from\n${resident.nhsNumber},${home.code},2020-01-01,Residential,Council,900,2099-01-01\n`,
    );
    const mapping = await file('mapping.yml', 'columns: { NHS number: NHS No }\n');
    const brought = (options: string) => started(other, `--as-of 2100-01-01T06:00:00Z ${options}`, 'placements').ended;
    expect(await brought(path)).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /placements.csv: Say whose placements these are: --organisation and the code of a council/,
      ),
    });
    expect(await brought(`--organisation NONE ${path}`)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/no organisation by the code NONE/),
    });
    expect(await brought(`--organisation ${home.organisation.code} ${path}`)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/is a home: placements files are brought by a council/),
    });
    expect(await brought(`--organisation ${council.code} --mapping ${path} ${path}`)).toMatchObject({ code: 1 });
    const taken = await brought(`--organisation ${council.code} --mapping ${mapping} ${path}`);
    expect(taken).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 added, 1 changed, 0 ended, 1 as they were'),
    });
    const [entry] = await other.rows(
      `select organisation_id from hub.access_entry where operation = 'import placements'`,
    );
    expect(entry).toEqual({ organisation_id: council.id });
    expect(await other.rows('select from hub.import_row')).toEqual([]);
  });

  it('killed while it takes placements and run again ends as if it had not been', async () => {
    const placed = async (hub: Taking) => {
      const make = factoriesOn(hub.database.owner);
      const council = await make.organisation('council', { code: 'LA-KILLED' });
      const home = await make.home({ council, columns: { cqc_location_id: '1-700000001' } });
      const lines: string[] = [];
      for (let n = 0; n < 20; n++) {
        const resident = await make.resident({ author: council });
        const placement = await make.placement({ resident, home, author: council });
        await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council });
        for (let month = 0; month < 250; month++)
          lines.push(
            `${resident.nhsNumber},1-700000001,2020-01-01,NURSING,COUNCIL,${900 + month},${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
          );
      }
      return lines;
    };
    const [straight, killed] = [await takingFiles(), await takingFiles()];
    const [lines] = [await placed(straight), await placed(killed)];
    const text = `NHS number,Home,From,Care type,Source,Weekly rate,Paid from,Paid to\n${lines
      .map((line, n) => `${line},${n % 250 === 249 ? '' : lines[n + 1]?.split(',').at(-1)}`)
      .join('\n')}\n`;
    const path = await file('rates.csv', text);
    const options = `--organisation LA-KILLED --allow-large-change --as-of 2100-01-01T06:00:00Z ${path}`;
    const state = ({ rows }: Taking) =>
      Promise.all([
        rows(
          'select nhs_number, weekly_amount, c.from_on, c.to_on, c.version, c.former_of is null as stands from funding_component c join resident r on r.id = c.resident_id order by 1, 3, 5',
        ),
        rows('select p.care_type, p.version from placement p order by 1, 2'),
        rows('select line from hub.record_source order by 1'),
        rows('select read, rejected, added, changed, ended, unchanged, state from hub.import'),
        rows('select from hub.import_row'),
        rows('select * from hub.relationship_drift()'),
      ]);
    const began = performance.now();
    expect((await started(straight, options, 'placements').ended).output).toContain('5000 added, 40 changed');
    const lasted = performance.now() - began;
    for (let kill = 0; kill < 4; kill++) {
      const { child, ended } = started(killed, options, 'placements');
      await new Promise((resolve) => setTimeout(resolve, lasted * Math.random()));
      child.kill('SIGKILL');
      await ended;
    }
    expect((await started(killed, options, 'placements').ended).code).toBe(0);
    expect(await state(killed)).toEqual(await state(straight));
    await Promise.all([straight.database.drop(), killed.database.drop()]);
  }, 300_000);

  it('killed while it takes a registration list and run again ends as if it had not been', async () => {
    const numbers = madeUpNhsNumbers(600_000);
    const lines = Array.from({ length: 6_000 }, (_, n) => {
      const number = numbers.next().value as string;
      // Every tenth lives in a home, and the first of them have moved here from another practice.
      const where = n % 10 === 0 ? '1-700000001' : '';
      return `${number},01,Example,${n % 50 === 0 ? '' : 'Edith'},1938-03-04,F,${where},2024-02-29`;
    });
    const header = 'NHS number,NHS number status,Family name,Given name,Date of birth,Sex,Care home,Registered from';
    const path = await file('list.csv', `${header}\n${lines.join('\n')}\n`);
    const listed = async (hub: Taking) => {
      const make = factoriesOn(hub.database.owner);
      await make.home({ columns: { cqc_location_id: '1-700000001' } });
      const [practice, former] = [await make.practice(), await make.practice()];
      for (const line of lines.slice(10, 100).filter((_, n) => n % 10 === 0))
        await make.resident({ nhsNumber: line.slice(0, 10), registeredWith: former });
      return practice.organisation.code;
    };
    const [straight, killed] = [await takingFiles(), await takingFiles()];
    const [code] = [await listed(straight), await listed(killed)];
    const options = `--organisation ${code} --allow-large-change --as-of 2100-01-01T06:00:00Z ${path}`;
    const state = ({ rows }: Taking) =>
      Promise.all([
        rows('select nhs_number, family_name, given_name, date_of_birth, sex, version from resident order by 1'),
        rows(
          `select nhs_number, p.ods_code, g.from_on, g.to_on, g.version, g.former_of is null as stands from gp_registration g
           join resident r on r.id = g.resident_id join practice p on p.id = g.practice_id order by 1, 2, 3, 5`,
        ),
        rows('select line from hub.record_source order by 1'),
        rows('select line from hub.listed_home order by 1'),
        rows('select line, column_name, code from hub.import_reject order by 1'),
        rows('select read, rejected, passed, added, changed, ended, unchanged, state from hub.import'),
        rows('select from hub.import_row'),
        rows('select * from hub.relationship_drift()'),
      ]);
    const began = performance.now();
    expect((await started(straight, options, 'registrations').ended).output).toContain(
      '6000 lines read, 120 not taken, 5400 passed over. 480 added, 0 changed, 8 ended',
    );
    const lasted = performance.now() - began;
    for (let kill = 0; kill < 10; kill++) {
      const { child, ended } = started(killed, options, 'registrations');
      await new Promise((resolve) => setTimeout(resolve, lasted * Math.random()));
      child.kill('SIGKILL');
      await ended;
    }
    expect((await started(killed, options, 'registrations').ended).code).toBe(0);
    expect(await state(killed)).toEqual(await state(straight));
    await Promise.all([straight.database.drop(), killed.database.drop()]);
  }, 300_000);

  it('takes what is piped into it, and leaves nothing of it lying about', async () => {
    const piped = await takingFiles();
    const rejects = join(folder.folder, 'piped.csv');
    const input = gzipSync(directory([location(1), location(2, { 'Care homes beds': '1e3' })]));
    const { code, output } = await started(piped, `--json --rejects ${rejects} -`, 'cqc', input).ended;
    expect(JSON.parse(output)).toMatchObject({ file: 'standard input', state: 'DONE', added: 1, rejected: 1 });
    expect(code).toBe(0);
    const broken = await started(piped, '-', 'cqc', Buffer.from('Location ID\n')).ended;
    expect(broken).toMatchObject({ code: 1, output: expect.stringMatching(/standard input: The file lacks/) });
    expect((await readdir(folder.folder)).filter((name) => name.startsWith('caregraph-'))).toEqual([]);
    await piped.database.drop();
  });
});
