import type { Command } from 'commander'
import { machineTokens } from '@/lib/queries/machine-tokens'
import { addMachineToken } from '@/lib/workflow/add-machine-token'
import { revokeMachineToken } from '@/lib/workflow/revoke-machine-token'
import { accepted } from '../endings'
import { group, type Run, staffLeaf } from '../leaf'

export function tokenCommands(program: Command, run: Run): void {
  const family = group(program, 'token', 'what other programs show to ask something here')
  staffLeaf<{ scope: string }>(family, run, {
    name: 'add <name>',
    summary: 'makes a token for a program; it is shown once and stored nowhere',
    examples: ['token add "newsletter import" --scope suppression --as dpo@example.com'],
    options: (command) => command.requiredOption('--scope <scope>', 'what it may ask: suppression'),
    work: async ({ args, options, actor }) => {
      const { tokenId, token } = accepted(await addMachineToken(actor, { name: args[0] ?? '', scope: options.scope }))
      return { lines: [`Token: ${token}`, `Id: ${tokenId}`], json: { tokenId, token } }
    },
  })
  staffLeaf(family, run, {
    name: 'list',
    summary: 'every token with its last use',
    examples: ['token list'],
    work: async ({ actor }) => {
      const tokens = await machineTokens(actor)
      const lines = tokens.map(({ id, name, scope, lastUsedAt, revokedAt }) => {
        const state = revokedAt ? `revoked ${revokedAt}` : lastUsedAt ? `last used ${lastUsedAt}` : 'never used'
        return `${id}  ${scope}  ${name}  ${state}`
      })
      return { lines: lines.length > 0 ? lines : ['No token was made yet.'], json: tokens }
    },
  })
  staffLeaf(family, run, {
    name: 'revoke <id>',
    summary: 'ends a token at once',
    examples: ['token revoke 01926f3e-0000-7000-8000-000000000000 --as dpo@example.com'],
    work: async ({ args, actor }) => {
      const tokenId = /^[0-9a-f-]{36}$/i.test(args[0] ?? '') ? (args[0] ?? '') : '00000000-0000-0000-0000-000000000000'
      accepted(await revokeMachineToken(actor, { tokenId }))
      return { lines: ['Revoked.'], json: { tokenId } }
    },
  })
}
