package org.handrail.app.data

import android.os.Bundle
import androidx.core.os.bundleOf
import org.handrail.core.FfiConverterRustBuffer
import org.handrail.core.FfiConverterSequenceTypeRule
import org.handrail.core.FfiConverterTypeOwnMeeting
import org.handrail.core.FfiConverterTypeSource
import java.nio.ByteBuffer

// What is half filled in survives the end of the app's process. What the core has a record for is kept in the form in which it
// crosses to it; `MainActivity` sees to it that no other version of the app ever reads that.

fun <T> FfiConverterRustBuffer<T>.bytes(value: T): ByteArray {
    val buffer = ByteBuffer.allocate(allocationSize(value).toInt())
    write(value, buffer)
    return buffer.array().copyOf(buffer.position())
}

fun <T> FfiConverterRustBuffer<T>.value(bytes: ByteArray): T = read(ByteBuffer.wrap(bytes))

fun OwnDraft.kept(): Bundle =
    bundleOf(DRAFT to this, "rules" to kept?.let(FfiConverterSequenceTypeRule::bytes), "rest" to FfiConverterTypeOwnMeeting.bytes(rest))

fun Bundle.ownDraft(): OwnDraft? =
    serialized<OwnDraft>(DRAFT)?.copy(
        kept = getByteArray("rules")?.let(FfiConverterSequenceTypeRule::value),
        rest = FfiConverterTypeOwnMeeting.value(getByteArray("rest")!!),
    )

fun SourceDraft.kept(): Bundle = bundleOf(DRAFT to this, "before" to before?.let(FfiConverterTypeSource::bytes))

fun Bundle.sourceDraft(): SourceDraft? = serialized<SourceDraft>(DRAFT)?.copy(before = getByteArray("before")?.let(FfiConverterTypeSource::value))

/** A file that was picked, with what was said about it. What its columns are is read anew. */
fun PickedList.kept(file: Picked): Bundle =
    bundleOf("path" to file.copy.path, "file" to file.name, "name" to name, "fellowship" to fellowship, "zone" to zone, "chosen" to HashMap(chosen))

/** With what was said before the end. */
fun PickedList.with(kept: Bundle): PickedList =
    copy(
        name = kept.getString("name").orEmpty(),
        fellowship = kept.getString("fellowship"),
        zone = kept.getString("zone"),
        chosen = kept.serialized<HashMap<String, String?>>("chosen").orEmpty(),
    )

@Suppress("DEPRECATION", "UNCHECKED_CAST")
fun <T : java.io.Serializable> Bundle.serialized(key: String): T? = getSerializable(key) as T?

private const val DRAFT = "draft"
