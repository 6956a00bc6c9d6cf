/** Runs all audits of graphql-http. `node audits.mjs URL` lists the failed audits and exits with 1 if there are any. */
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const audit of serverAudits({ url })) {
  const result = await audit.fn();
  if (result.status === 'ok') {
    passed++;
  } else {
    failed++;
    console.log(`${result.id} ${result.name}: ${result.reason}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
