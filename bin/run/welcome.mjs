function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('   ')}`.trimEnd())
}

/** What a first visitor reads: one address, and how to sign in. */
export function welcome({ publicUrl, mailUrl, sample, signIns }) {
  const lines = ['', `Habeas is ready: ${publicUrl}`, '']
  if (signIns.length) {
    lines.push(`Sign in at ${publicUrl}/signin as`)
    lines.push(
      ...table([['ROLE', 'E-MAIL', 'PASSWORD'], ...signIns.map((one) => [one.role, one.email, one.password])]),
      '',
    )
  }
  if (mailUrl) lines.push(`Mail catcher: ${mailUrl}  (every letter lands here; none leaves this machine)`)
  if (sample) lines.push(`The sample company's database: psql '${sample}'`)
  lines.push('Ctrl-C stops everything. `npm run reset` starts over.', '')
  return lines.join('\n')
}
