// Sends a file of one megabyte to the given endpoint, as a page in a browser does, and compares the file's properties
// in the response.
import { createHash, randomBytes } from "node:crypto";

const bytes = randomBytes(1_000_000);
const form = new FormData();
const query = "mutation($cover: Upload!) { addCover(cover: $cover) { filename contentType size sha256 onDisk } }";
form.append("operations", JSON.stringify({ query, variables: { cover: null } }));
form.append("map", JSON.stringify({ 0: ["variables.cover"] }));
form.append("0", new File([bytes], "cover 1.jpg", { type: "image/jpeg" }));
const answer = await fetch(process.argv[2], {
  method: "POST",
  headers: { "GraphQL-Require-Preflight": "1", Accept: "application/graphql-response+json" },
  body: form,
});
const text = await answer.text();
const { onDisk, ...cover } = JSON.parse(text).data?.addCover ?? {};
const sent = {
  filename: "cover 1.jpg",
  contentType: "image/jpeg",
  size: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
};
if (JSON.stringify(cover) !== JSON.stringify(sent)) {
  console.log(answer.status, text);
  process.exit(1);
}
console.log(`as it was sent; ${onDisk} on the disk`);
