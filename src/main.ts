import { readConfig } from './config.ts';
import { linesOf } from './faults.ts';
import { startService, type Service } from './service.ts';

/** Ends on Ctrl-C, and when whoever started this ends it. */
function endWith(service: Service): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await service.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

try {
  endWith(await startService(readConfig()));
} catch (error) {
  const lines = linesOf(error);
  console.error(lines ? lines.join('\n') : error);
  process.exit(1);
}
