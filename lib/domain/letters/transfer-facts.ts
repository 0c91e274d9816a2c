export type TransferLetterFacts = {
  /** To the person: is it this one? */
  'confirm-receiver': { name: string; host: string; country: string }
}

/** To people of other offices: nothing of the person in them. */
export type TransferOfficeFacts = {
  'acceptance-asked': { controller: string; receiver: string; country: string; url: string }
  'transfer-stuck': { receiver: string; problem: string; attempts: number; final: boolean; url: string }
  /** To a receiver that fetches: the link holds once, until then. */
  'transfer-offered': { from: string; url: string; hours: number }
}
