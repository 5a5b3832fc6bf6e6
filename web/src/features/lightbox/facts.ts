import type { TFunction } from 'i18next';
import type { Job, JobImage, Model, ParameterRule, Style } from '@/api/types';
import { estimated, localized, money } from '@/domain/models/format';
import { rulesOf } from '@/domain/models/parameters';
import { parseSize } from '@/domain/models/size';
import { durationText } from '@/ui/duration';

export interface Fact {
  name: string;
  /** What was asked for, where something else was made. */
  asked?: string;
  actual: string;
  mono?: boolean;
}

const SHOWN_ELSEWHERE = ['prompt', 'model', 'size', 'count', 'group', 'style', 'mask', 'seed'];

interface Subject {
  job: Job;
  image: JobImage;
  model: Model | undefined;
  styles: readonly Style[];
}

export function factsOf({ job, image, model, styles }: Subject, t: TFunction, language: string): Fact[] {
  return [
    { name: t('lightbox.fact.model'), actual: model === undefined ? job.model : localized(model.name, language) },
    sizeFact(job, image, t),
    groupFact(job, t),
    styleFact(job, styles, t, language),
    seedFact(job, image, t),
    ...parameterFacts(job, model, t, language),
    timeFact(job, t),
    costFact(job, t, language),
    fileFact(image, t),
    {
      name: t('lightbox.fact.created'),
      actual: new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
        dateStyle: 'medium',
        timeStyle: 'short',
      }).format(Date.parse(job.created_at)),
    },
    { name: t('lightbox.fact.job'), actual: job.id, mono: true },
  ].filter(fact => fact !== null);
}

function sizeFact(job: Job, image: JobImage, t: TFunction): Fact | null {
  const asked = parseSize(job.parameters.size);
  const askedText = asked === null ? (job.parameters.size ?? null) : `${asked.width}×${asked.height}`;
  const actual = image.width === null || image.height === null ? askedText : `${image.width}×${image.height}`;
  return actual === null ? null : compare(t('lightbox.fact.size'), askedText, actual);
}

function groupFact({ parameters }: Job, t: TFunction): Fact | null {
  return parameters.group
    ? { name: t('lightbox.fact.group'), actual: t('compose.groupOf', { count: parameters.count ?? 1 }) }
    : null;
}

function styleFact({ parameters }: Job, styles: readonly Style[], t: TFunction, language: string): Fact | null {
  const id = parameters.style ?? null;
  const style = styles.find(each => each.id === id);
  if (id === null) return null;
  return { name: t('compose.style'), actual: style === undefined ? id : localized(style.name, language) };
}

/** A seed that was drawn by the provider is worth knowing: with it the picture can be made again. */
function seedFact(job: Job, image: JobImage, t: TFunction): Fact | null {
  const asked = job.parameters.seed ?? null;
  if (image.seed === null && asked === null) return null;
  return compare(
    t('lightbox.fact.seed'),
    asked === null ? t('lightbox.random') : String(asked),
    String(image.seed ?? asked),
  );
}

function parameterFacts(job: Job, model: Model | undefined, t: TFunction, language: string): Fact[] {
  const asked = flat(job.parameters);
  const actual = flat(job.effective_parameters);
  const names = new Set([...Object.keys(asked), ...Object.keys(actual)]);
  const known = t('lightbox.fact', { returnObjects: true }) as Record<string, string>;
  const rules = model === undefined ? {} : rulesOf(model);
  return [...names].flatMap(name => {
    const rule = rules[name];
    const word = (value: unknown): string | null => valueText(value, rule, t, language);
    const value = word(actual[name]) ?? word(asked[name]);
    if (SHOWN_ELSEWHERE.includes(name) || value === null) return [];
    const label = rule === undefined ? (known[name] ?? name) : localized(rule.name, language);
    return [compare(label, word(asked[name]), value)];
  });
}

/** Options stand beside the parameters: where in a request a value was given is nobody's concern here. */
const flat = (parameters: Job['parameters']): Record<string, unknown> => ({
  ...parameters,
  ...(parameters as { options?: Record<string, unknown> | null }).options,
});

function valueText(value: unknown, rule: ParameterRule | undefined, t: TFunction, language: string): string | null {
  const choice = rule?.choices?.find(each => each.value === value);
  if (choice !== undefined) return localized(choice.name, language);
  if (typeof value === 'boolean') return value ? t('lightbox.on') : t('lightbox.off');
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
}

function timeFact(job: Job, t: TFunction): Fact | null {
  const [created, started, finished] = [job.created_at, job.started_at, job.finished_at].map(time =>
    time === null ? Number.NaN : Date.parse(time) / 1000,
  ) as [number, number, number];
  if (!Number.isFinite(finished - started)) return null;
  const waited = t('lightbox.waited', { time: durationText(t, started - created, 1) });
  const made = t('lightbox.made', { time: durationText(t, finished - started, 1) });
  return { name: t('lightbox.fact.time'), actual: `${waited} · ${made}` };
}

/** The bill is per job; a picture carries its share. */
function costFact(job: Job, t: TFunction, language: string): Fact | null {
  if (job.cost === null || job.usage.billed === 0) return null;
  const { amount, currency, verified } = job.cost;
  return {
    name: t('lightbox.fact.cost'),
    actual: estimated(money(amount / job.usage.billed, currency, language), verified),
  };
}

function fileFact(image: JobImage, t: TFunction): Fact | null {
  if (image.bytes == null) return null;
  const type =
    image.content_type
      ?.replace(/^image\//, '')
      .replace(/\+.*$/, '')
      .toUpperCase() ?? '';
  const size = image.bytes < 1e6 ? `${Math.round(image.bytes / 1e3)} KB` : `${(image.bytes / 1e6).toFixed(1)} MB`;
  return { name: t('lightbox.fact.file'), actual: [type, size].filter(Boolean).join(' · ') };
}

const compare = (name: string, asked: string | null, actual: string): Fact =>
  asked === null || asked === actual ? { name, actual } : { name, asked, actual };
