/**
 * `npm run model-card`: writes docs/model-card.md from the figures in public/models. The site shows
 * the same model card at /about.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ABOUT } from '../lib/i18n/about/index.ts';
import { MESSAGES } from '../lib/i18n/locale.ts';
import { readModelCardFacts } from '../lib/model-card/facts.ts';
import type { CardTable } from '../lib/model-card/figure-tables.ts';
import { type ModelCard, modelCard } from '../lib/model-card/model-card.ts';
import { isMain } from './support/is-main.ts';

const projectFile = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
export const MODEL_CARD_FILE = projectFile('docs/model-card.md');

/** The model card of the published models as Markdown. */
export async function modelCardMarkdown(): Promise<string> {
  const read = async (file: string) => JSON.parse(await readFile(projectFile(file), 'utf8'));
  const facts = await readModelCardFacts(
    (file) => read(`public/models/${file}`),
    () => read('docs/order/summary.json'),
  );
  return markdown(modelCard(facts, ABOUT.en, MESSAGES.en.verdicts));
}

function markdown({ title, lead, sections }: ModelCard): string {
  const blocks = sections.flatMap(({ heading, paragraphs, list, tables, commands, link }) => [
    `## ${heading}`,
    ...(paragraphs ?? []),
    ...(list ? [list.map((item) => `- ${item}`).join('\n')] : []),
    ...(tables ?? []).flatMap((table) => [`**${table.caption}**`, markdownTable(table)]),
    // The documents have the names of the site's pages.
    ...(link ? [`[${link.text}](.${link.path}.md)`] : []),
    ...(commands ? [`\`\`\`sh\n${commands.join('\n')}\n\`\`\``] : []),
  ]);
  return `${[`# ${title}`, lead, ...blocks].join('\n\n')}\n`;
}

function markdownTable({ head, rows }: CardTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (isMain(import.meta.url)) {
  await writeFile(MODEL_CARD_FILE, await modelCardMarkdown());
  console.log(MODEL_CARD_FILE);
}
