/** Resolves with what is found as soon as something is; looks four times a second. */
async function until(what, look, seconds = 120) {
  for (let tries = 0; tries < seconds * 4; tries++) {
    const found = await look();
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 250));
  }
  throw new Error(`it has not come to this in ${seconds} seconds: ${what}`);
}

module.exports = { until };
