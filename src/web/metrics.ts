import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Figures for Prometheus; no label ever carries what people wrote, or who they are. */
export type Metrics = {
  turn(route: string, outcome: string, seconds: number): void;
  /** Something happened to a card on its way; which events there are is in `src/teams/deliveryEvent.ts`. */
  count(event: string): void;
  /** The text that `GET /metrics` answers, and its media type. */
  text(): Promise<{ type: string; body: string }>;
};

/** `events` are those that may be counted: each is there from the start, at 0, so that a first one is seen as a rise. */
export function metrics(events: readonly string[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const turns = new Histogram({
    name: 'concordat_turn_seconds',
    help: 'Time from an activity to its acknowledgement.',
    labelNames: ['route', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  });
  const delivery = new Counter({
    name: 'concordat_delivery_total',
    help: 'What became of cards on their way to conversations.',
    labelNames: ['event'],
    registers: [registry],
  });
  for (const event of events) delivery.inc({ event }, 0);
  return {
    turn: (route, outcome, seconds) => turns.observe({ route, outcome }, seconds),
    count: (event) => delivery.inc({ event }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
