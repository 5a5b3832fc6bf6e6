// What no linter knows: each decision record has its parts and stands in the list, the tables of words and of facts name types that exist,
// and each link inside the repository leads somewhere.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const git = (...args) =>
  execFileSync('git', args, { encoding: 'utf8' })
    .split('\0')
    .filter(file => file && existsSync(file));
const pages = git('ls-files', '-co', '--exclude-standard', '-z', '*.md');
const problems = [];

const list = readFileSync('docs/adr/README.md', 'utf8');
const amendment = String.raw`\[record \d+\]\(\d{4}-[a-z0-9-]+\.md\)`;
const status = new RegExp(
  `^(Accepted|Superseded by ${amendment}|Accepted; amended by ${amendment} \\(.+\\)( and ${amendment} \\(.+\\))*)$`,
);

for (const page of pages.filter(page => /^docs\/adr\/\d{4}-/.test(page))) {
  const text = readFileSync(page, 'utf8');
  const number = Number(basename(page).slice(0, 4));
  const [, title] = text.match(new RegExp(`^# ${number}\\. (.+)$`, 'm')) ?? [];
  const expect = (holds, what) => holds || problems.push(`${page}: ${what}`);

  expect(text.startsWith(`# ${number}. `), `does not begin with "# ${number}. " and the decision as a sentence`);
  expect(/^- Date: \d{4}-\d{2}-\d{2}$/m.test(text), 'has no line "- Date: 2026-12-01"');
  expect(
    status.test(text.match(/^- Status: (.+)$/m)?.[1] ?? ''),
    'has no line "- Status: Accepted", or one that docs/adr/README.md does not know',
  );
  for (const part of ['Decision', 'Rejected', 'Consequences'])
    expect(text.includes(`\n**${part}.**`), `has no paragraph "**${part}.**"`);
  expect(list.includes(`](${basename(page)}) | ${title} |`), 'does not stand in docs/adr/README.md under its title');
}

const words = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter(line => /^\| (?!word|---)/.test(line));
if (words.length > 20) problems.push(`docs/glossary.md: ${words.length} words, twenty at most`);

const sources = git('ls-files', '-co', '--exclude-standard', '-z', 'services/**.cs').map(file =>
  readFileSync(file, 'utf8'),
);
for (const page of ['docs/glossary.md', 'docs/provider.md']) {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| '));
  const places = rows.map(line => line.split('|').at(-2)).join();
  for (const [, type] of places.matchAll(/`([A-Z]\w+)`/g)) {
    const declared = new RegExp(`\\b(class|record|struct|interface|enum) ${type}\\b`);
    if (!sources.some(source => declared.test(source))) problems.push(`${page}: no type is called ${type}`);
  }
}

for (const page of pages) {
  const prose = readFileSync(page, 'utf8')
    .replace(/^```.*?^```$/gms, '')
    .replace(/`[^`\n]*`/g, '');
  for (const [, target] of prose.matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)) {
    if (!/^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)))
      problems.push(`${page}: nothing at ${target}`);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
