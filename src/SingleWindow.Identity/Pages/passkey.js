// The browser makes a passkey, or proves that it has one; what it answers goes into the form, and the form is sent.
const step = document.querySelector("[data-passkey]");
const form = step.closest("form");
const fault = document.getElementById("passkey-fault");
let busy = false;

async function answer() {
    const options = JSON.parse(step.dataset.options);
    return step.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

form.addEventListener("submit", async event => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    fault.textContent = "";
    try {
        form.elements.namedItem("credential").value = JSON.stringify(await answer());
        form.submit();
    } catch {
        // Given up, too slow, or a passkey that is there already: browsers do not say which, so that pages learn nothing.
        fault.textContent = fault.dataset.text;
        busy = false;
    }
});
