// A file with mistakes: every one with its line and what to write instead.

import { readFile } from 'node:fs/promises'
import type { Mistake } from '@/lib/schemas/yaml-document'
import { badInput, CommandEnds } from './endings'

export function mistaken(file: string, mistakes: Mistake[]): CommandEnds {
  const lines = mistakes.map(({ line, column, path, message, instead }) => {
    const where = path ? `${path}: ` : ''
    return `${file}:${line}:${column}: ${where}${message} ${instead}`.trimEnd()
  })
  const count = `${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}; nothing was imported.`
  return new CommandEnds('badInput', 'mistakes', [...lines, count], { mistakes })
}

export async function readBytes(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) throw badInput(`${file} cannot be read.`)
  return bytes
}
