import { type LabelCheck, reversedLabelLines } from '../training/label-check.ts';
import type { DatasetCounts, Quantiles } from './count.ts';
import type { Questioned } from './question-labels.ts';

/** All findings of the audit, as in report.json. */
export interface AuditReport {
  readonly datasets: Record<string, DatasetCounts>;
  /** Files that are not taken as photographs. `format` is their format by content. */
  readonly skipped: readonly { file: string; why: string; format: string | null }[];
  readonly unreadable: readonly { file: string; why: string }[];
  /** Files with the name ending of another format. */
  readonly misnamed: readonly { file: string; format: string }[];
  readonly copies: { readonly distance: number; readonly groups: readonly string[][] };
  /** Copies of one photograph with different labels. */
  readonly conflicts: readonly { files: string[]; distance: number; what: string }[];
  /** Pairs with a copied face that the hashes of the whole pictures do not join. */
  readonly copiedFaces?: readonly { files: string[]; what?: string }[];
  /** What the published model says of some faces of each label. */
  readonly asked?: readonly LabelCheck[];
  /** What a model says of the labels, where one was asked about all of them. */
  readonly judged?: Questioned['judged'];
  readonly contradicted?: Questioned['contradicted'];
  readonly mistakes?: Questioned['mistakes'];
  readonly groups?: Questioned['groups'];
}

/** Number of files that the terminal lists. report.json has all of them. */
const SHOWN = 10;

/** The report as lines for people. */
export function formatAudit(report: AuditReport): string {
  const { datasets, copies, conflicts } = report;
  const sets = Object.keys(datasets);
  return [
    ...sets.flatMap((name) => datasetLines(name, datasets[name] as DatasetCounts)),
    ...listed('not taken for photographs', report.skipped, ({ file, why, format }) =>
      format ? `${file}: ${why}, but ${format} by content` : `${file}: ${why}`,
    ),
    ...listed('cannot be read', report.unreadable, ({ file, why }) => `${file}: ${why}`),
    ...listed('are named like another format', report.misnamed, (f) => `${f.file}: ${f.format}`),
    `Copies of one photograph, at most ${copies.distance} of 128 bits apart: ` +
      `${copies.groups.length} groups with ${copies.groups.flat().length} files`,
    ...sets.map((name) => {
      const inside = copies.groups
        .map((group) => group.filter((file) => file.startsWith(`${name}/`)))
        .filter((group) => group.length > 1);
      return `  within ${name}: ${inside.length} groups with ${inside.flat().length} files`;
    }),
    ...acrossLines(sets, copies.groups),
    ...listed(
      'faces have different labels in two copies',
      conflicts,
      ({ files, what, distance }) => `${files.join(' and ')}: ${what} (${distance} bits)`,
    ),
    ...listed('pairs more show a copied face', report.copiedFaces ?? [], ({ files, what }) =>
      [files.join(' and '), ...(what ? [what] : [])].join(': '),
    ),
    ...(report.asked ?? []).map(
      ({ dataset, label, judged, contradicted }) =>
        `${dataset}: the published model contradicts ${contradicted} of ${judged} labels ${label}`,
    ),
    ...reversedLabelLines(report.asked ?? []),
    ...questionedLines(report),
  ].join('\n');
}

function questionedLines({ judged, contradicted, mistakes, groups = [] }: AuditReport): string[] {
  if (judged === undefined || !mistakes) return [];
  const percent = (part: number) => `${(100 * part).toFixed(1)}%`;
  return [
    `Judgements: ${judged}, of which ${contradicted} contradict the label: ${mistakes['wrong label']} of another ` +
      `label, ${mistakes['not marked']} faces that nobody marked, ${mistakes['no face']} boxes on no face`,
    ...groups.map(({ kind, name, right, weak }) => {
      const { low, high } = right.interval;
      const interval = `${percent(low)} to ${percent(high)}`;
      const mark = weak ? 'WEAK ' : '';
      return `  ${mark}${kind} ${name}: ${percent(right.share)} of ${right.n} faces as labelled (${interval})`;
    }),
  ];
}

function datasetLines(name: string, counts: DatasetCounts): string[] {
  const pairs = (record: Record<string, number>) =>
    Object.entries(record)
      .map(([key, n]) => `${key} ${n}`)
      .join(', ') || 'none';
  const problems = {
    unreadable: counts.unreadable,
    misnamed: counts.misnamed,
    'boxes turned': counts.turned,
    'boxes scaled': counts.scaled,
    'boxes beyond the edge': counts.boxesOutside,
  };
  return [
    `${name}: ${counts.photographs} photographs`,
    `  labels: ${pairs(counts.labels)}`,
    `  not drawn: ${pairs({ 'left-out faces': counts.leftOut, 'faces perhaps': counts.ignored })}`,
    `  longer edge, px: ${quantileText(counts.longerEdge)}`,
    ...(counts.faceHeight ? [`  face height, px: ${quantileText(counts.faceHeight)}`] : []),
    `  formats by content: ${pairs(counts.formats)}`,
    `  oddities: ${pairs(counts.oddities)}`,
    `  problems: ${pairs(problems)}`,
  ];
}

function acrossLines(sets: readonly string[], groups: readonly string[][]): string[] {
  return sets.flatMap((a, i) =>
    sets.slice(i + 1).flatMap((b) => {
      const common = groups.filter((group) =>
        [a, b].every((name) => group.some((file) => file.startsWith(`${name}/`))),
      );
      return common.length > 0 ? [`  in ${a} and in ${b}: ${common.length} groups`] : [];
    }),
  );
}

function listed<T>(what: string, items: readonly T[], text: (item: T) => string): string[] {
  if (items.length === 0) return [];
  const more = items.length > SHOWN ? [`  and ${items.length - SHOWN} more`] : [];
  return [`${items.length} ${what}`, ...items.slice(0, SHOWN).map((i) => `  ${text(i)}`), ...more];
}

function quantileText({ smallest, tenth, median, ninetieth, largest }: Quantiles): string {
  return `${smallest} to ${largest}, median ${median}, 80% within ${tenth} to ${ninetieth}`;
}
