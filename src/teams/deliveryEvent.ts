/** What may become of a card on its way: the values of the label `event` of the metric `concordat_delivery_total`. */
export const DELIVERY_EVENTS = {
  sent: 'a new card stands',
  updated: 'a card that stands shows the newest',
  coalesced: 'a change waits, to be shown together with those that follow',
  paced: 'a card waits so that Teams gets no more than it allows',
  retried: 'Teams did not take it for now; it is tried again later',
  ambiguous: 'a new card may stand or not: nothing came back, or a fault of the gateway',
  repeated: 'a new card is sent a second time, since it is not known whether the first stands: it may stand twice',
  adopted: 'somebody pressed a copy whose id was lost, and it is kept up to date from then on',
  gone: 'somebody has deleted the card; it comes again when it next changes',
  reposted: 'a card that had been deleted stands again',
  blocked: 'the bot may not write in the conversation; tried again at the next change',
  unreached: 'a person cannot be written to; tried again at the next change',
  givenUp: 'Teams refused the card for good, or did not answer twice; tried again at the next change',
} as const satisfies Record<string, string>;

export type DeliveryEvent = keyof typeof DELIVERY_EVENTS;
