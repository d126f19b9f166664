package org.handrail.app.data

import android.content.Context
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.File
import java.security.GeneralSecurityException
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/** What the platform answers when it is asked for the journal's key. */
sealed interface KeyAnswer {
    /** No key was ever kept: the first start. */
    data object None : KeyAnswer

    data class Key(val bytes: ByteArray) : KeyAnswer

    /** A key was kept, and the key store does not give it. Not a reason to begin anew. */
    data object Unavailable : KeyAnswer
}

/** Keeps the journal's key. Behind an interface: the key store exists on phones only. */
interface KeyVault {
    fun load(): KeyAnswer

    fun save(key: ByteArray)
}

/**
 * The key, wrapped by a key that never leaves the phone's key store. Not bound to a fingerprint or a screen lock: a new finger
 * would make the journal unreadable.
 */
class AndroidKeyVault(context: Context) : KeyVault {
    private val file = File(context.noBackupFilesDir, "journal.key")

    override fun load(): KeyAnswer {
        if (!file.exists()) return KeyAnswer.None
        return try {
            val kept = file.readBytes()
            val cipher = Cipher.getInstance(TRANSFORMATION)
            val nonce = GCMParameterSpec(TAG_BITS, kept, 0, NONCE_BYTES)
            cipher.init(Cipher.DECRYPT_MODE, wrappingKey() ?: return KeyAnswer.Unavailable, nonce)
            KeyAnswer.Key(cipher.doFinal(kept, NONCE_BYTES, kept.size - NONCE_BYTES))
        } catch (_: GeneralSecurityException) {
            KeyAnswer.Unavailable
        } catch (_: IllegalArgumentException) {
            KeyAnswer.Unavailable
        }
    }

    override fun save(key: ByteArray) {
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.ENCRYPT_MODE, wrappingKey() ?: newWrappingKey())
        // Under another name first: a cut in the middle must not leave half a key.
        val fresh = File(file.path + ".new")
        fresh.outputStream().use {
            it.write(cipher.iv + cipher.doFinal(key))
            it.fd.sync()
        }
        check(fresh.renameTo(file)) { "the key could not be kept" }
    }

    private fun wrappingKey(): SecretKey? = KeyStore.getInstance(STORE).apply { load(null) }.getKey(ALIAS, null) as? SecretKey

    private fun newWrappingKey(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val spec =
            KeyGenParameterSpec.Builder(ALIAS, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setKeySize(256)
                .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).apply { init(spec) }.generateKey()
    }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val ALIAS = "handrail-journal"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
    }
}
