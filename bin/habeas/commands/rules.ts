import type { Command } from 'commander'
import { explainRule, spellPeriod } from '@/lib/domain/hold-rules/explain'
import { rulesInForce, type ShownRule } from '@/lib/queries/rules'
import { group, type Run, staffLeaf } from '../leaf'
import { readLanguage } from './deadline'

type ListOptions = { country?: string; example?: string; language: string }

export function rulesCommands(program: Command, run: Run): void {
  const family = group(program, 'rules', 'hold rules: which law keeps which record, from when, for how long')
  staffLeaf<ListOptions>(family, run, {
    name: 'list',
    summary: 'the rules in force and to come; with a date, how long a document of that day is kept',
    examples: ['rules list --as dpo@example.com', 'rules list --country FR --example 2026-11-22', 'rules list --json'],
    options: (command) =>
      command
        .option('--country <code>', 'of one law only, such as FR')
        .option('--example <date>', 'the date of a document')
        .option('--language <code>', 'en or fr', 'en'),
    work: async ({ options, actor }) => {
      const language = readLanguage(options.language)
      const shown = (await rulesInForce(actor)).filter(
        ({ rule }) => options.country === undefined || rule.jurisdiction === options.country.toUpperCase(),
      )
      const lines = shown.flatMap((one) => [
        ruleLine(one, language),
        ...(options.example === undefined ? [] : [`  ${explainRule(one.rule, language, options.example)}`]),
      ])
      return { lines: lines.length ? lines : ['No rule is in force.'], json: shown }
    },
  })
}

const ruleLine = ({ rule, state }: ShownRule, language: 'en' | 'fr'): string =>
  [
    `${rule.key}@${rule.version}`,
    rule.jurisdiction,
    rule.name[language],
    spellPeriod(rule.period, language),
    rule.law.reference,
    ...(state === 'coming' ? ['not yet in force'] : []),
  ].join('  ')
