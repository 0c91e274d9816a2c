// index.html: what a person finds when they open the package, before any program does.
import { rowsInWords } from '../../domain/letters/answer-words'
import type { LetterLocale } from '../../domain/letters/letter'
import { plainDateInWords } from '../../domain/letters/letter-dates'
import { whyLeft } from '../../domain/portability/why-left'
import { escapeHtml } from '../package/cell'
import { listSection, pageTop } from '../package/page-top'
import type { Spooled } from '../package/spool-systems'
import { rowsFile } from './manifest-file'
import type { LeftLine, PortableDataset, PortableFacts, PortableForm } from './portable-facts'
import type { FormSpool } from './spool-forms'

const en = {
  title: 'Your data, to take along',
  reference: 'Reference',
  from: (name: string) => `From ${name}`,
  lead: (on: string) =>
    `This is the data that you provided to us or that came from what you did with us, as our systems held it on ${on} (Article 20 GDPR). The files are meant for programs: another service can read them.`,
  rows: 'The data',
  forms: { json: 'as JSON', csv: 'as a table (CSV)', xml: 'as XML' } satisfies Record<PortableForm, string>,
  about: 'What describes it',
  aboutLead: 'For whoever reads these files with a program:',
  files: [
    'dictionary.csv, dictionary.json: what each field is and how the tables are to be read',
    'schema.json: a JSON Schema (2020-12) of the JSON files',
    'manifest.json: every file with its size and SHA-256',
  ],
  left: 'What stays with us, and why',
  leftLead: 'You can still ask us for a copy of all of it (Article 15 GDPR).',
}
const fr: typeof en = {
  title: 'Vos données, à emporter',
  reference: 'Référence',
  from: (name) => `De ${name}`,
  lead: (on) =>
    `Voici les données que vous nous avez fournies ou qui résultent de votre activité chez nous, telles que nos systèmes les contenaient le ${on} (article 20 du RGPD). Les fichiers sont faits pour des programmes : un autre service peut les lire.`,
  rows: 'Les données',
  forms: { json: 'en JSON', csv: 'en tableau (CSV)', xml: 'en XML' },
  about: 'Ce qui les décrit',
  aboutLead: 'Pour qui lit ces fichiers avec un programme :',
  files: [
    'dictionary.csv, dictionary.json : ce qu’est chaque champ et comment lire les tableaux',
    'schema.json : un schéma JSON (2020-12) des fichiers JSON',
    'manifest.json : chaque fichier avec sa taille et son empreinte SHA-256',
  ],
  left: 'Ce qui reste chez nous, et pourquoi',
  leftLead: 'Vous pouvez toujours nous demander une copie du tout (article 15 du RGPD).',
}

export function readMe(facts: PortableFacts, spooled: readonly Spooled<PortableDataset, FormSpool>[]): string {
  const { locale, reference, source, builtAt, left } = facts
  const say = locale === 'fr' ? fr : en
  const letterhead = [say.from(source.name), ...(reference === null ? [] : [`${say.reference} ${reference}`])]
  return `${pageTop({ locale, title: say.title, reference, letterhead })}
<p>${escapeHtml(say.lead(plainDateInWords(builtAt.slice(0, 10), locale)))}</p>
<h2>${escapeHtml(say.rows)}</h2><dl>${spooled.map((one) => rowsLine(one, facts, say)).join('')}</dl>
${listSection(say.about, say.aboutLead, say.files)}${listSection(
  say.left,
  say.leftLead,
  left.map((line) => leftLine(line, locale)),
)}</main></body></html>
`
}

function rowsLine(
  { dataset, spool }: Spooled<PortableDataset, FormSpool>,
  { forms, locale }: PortableFacts,
  say: typeof en,
): string {
  const links = forms.map((form) => `<a href="${rowsFile(dataset, form)}">${escapeHtml(say.forms[form])}</a>`)
  const rows = escapeHtml(rowsInWords(spool.rows, locale))
  return `<dt>${escapeHtml(dataset.label)}</dt><dd>${rows}: ${links.join(', ')}</dd>`
}

function leftLine({ dataset, field, why, reason }: LeftLine, locale: LetterLocale): string {
  const place = field === null ? dataset : `${dataset}, ${field}`
  const because = reason ?? whyLeft(locale, why)
  return locale === 'fr' ? `${place} : ${because}` : `${place}: ${because}`
}
