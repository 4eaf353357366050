/** Makes the bucket in an emulated Cloud Storage; one that is there already is fine. */
export async function createBucket(gcsUrl: string, bucket: string): Promise<void> {
  const response = await fetch(`${gcsUrl}/storage/v1/b?project=local`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: bucket }),
  });
  if (!response.ok && response.status !== 409) throw new Error(`the Cloud Storage emulator refused the bucket: ${await response.text()}`);
}
